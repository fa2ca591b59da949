package dev.surprisal.spark;

import dev.surprisal.samples.common.Digits;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Handwritten digits of which a model sees no more than the ink in each quadrant: too little to
 * tell them apart, so that the loss has its minimum at finite coefficients.
 */
final class Quadrants {
  static final int FEATURES = 4;
  static final int COUNT;

  private static final Digits DIGITS = Digits.read();
  private static final int SIDE = Digits.SIDE / 2;

  static {
    COUNT = DIGITS.count();
  }

  private Quadrants() {}

  static List<Example> examples(IntFunction<double[]> targets) {
    return IntStream.range(0, COUNT)
        .mapToObj(number -> new Example(features(number), targets.apply(number)))
        .toList();
  }

  /** Which of three groups of digits: 0 to 3, 4 to 6, 7 to 9. */
  static double[] group(int number) {
    return new double[] {Math.max(0, digit(number) - 1) / 3};
  }

  static double[] hasLoop(int number) {
    return new double[] {Digits.hasLoop(digit(number)) ? 1 : 0};
  }

  static double[] hasLoopAndIsEven(int number) {
    return new double[] {hasLoop(number)[0], digit(number) % 2 == 0 ? 1 : 0};
  }

  /** The ink in the middle. */
  static double[] middle(int number) {
    double ink = 0;
    for (int row = 3; row < 5; row++) {
      ink += pixel(number, row, 3) + pixel(number, row, 4);
    }
    return new double[] {ink};
  }

  /** How many of the four pixels in the middle are more ink than paper. */
  static double[] dots(int number) {
    double dots = 0;
    for (int row = 3; row < 5; row++) {
      for (int column = 3; column < 5; column++) {
        dots += pixel(number, row, column) > 0.5 ? 1 : 0;
      }
    }
    return new double[] {dots};
  }

  private static int digit(int number) {
    return DIGITS.labels()[number];
  }

  private static double[] features(int number) {
    double[] ink = new double[FEATURES];
    for (int row = 0; row < Digits.SIDE; row++) {
      for (int column = 0; column < Digits.SIDE; column++) {
        ink[row / SIDE * 2 + column / SIDE] += pixel(number, row, column) / SIDE;
      }
    }
    return ink;
  }

  private static double pixel(int number, int row, int column) {
    return DIGITS.pixels()[number * Digits.PIXELS + row * Digits.SIDE + column];
  }
}
