package dev.surprisal.benchmark;

import java.util.List;
import java.util.stream.Stream;

/**
 * The shape of a linear head and its batch.
 *
 * @param tokens the number of rows
 * @param inputs the number of inputs per row
 * @param classes the size of the vocabulary
 */
record LinearShape(int tokens, int inputs, int classes) {
  /** One of the three numbers. */
  enum Axis {
    CLASSES,
    TOKENS,
    INPUTS
  }

  /** As {@link #toString} writes it, such as 256x768x4099. */
  static LinearShape of(String text) {
    List<Integer> numbers = Stream.of(text.split("x")).map(Integer::valueOf).toList();
    if (numbers.size() != 3 || numbers.stream().anyMatch(number -> number < 1)) {
      throw new IllegalArgumentException(
          text + ": must be tokens x inputs x classes, such as 256x768x4099");
    }
    return new LinearShape(numbers.get(0), numbers.get(1), numbers.get(2));
  }

  /** The same shape but for one of its numbers. */
  LinearShape with(Axis axis, int size) {
    return switch (axis) {
      case CLASSES -> new LinearShape(tokens, inputs, size);
      case TOKENS -> new LinearShape(size, inputs, classes);
      case INPUTS -> new LinearShape(tokens, size, classes);
    };
  }

  /** Multiplications and additions of the three products. */
  double operations() {
    return 3 * 2.0 * tokens * inputs * classes;
  }

  LinearWork work() {
    return new LinearWork(tokens, inputs, classes, Stage.TRAINED);
  }

  @Override
  public String toString() {
    return tokens + "x" + inputs + "x" + classes;
  }
}
