package dev.surprisal.processor.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Choices that are the same for the same seed. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** True once in so many throws. */
  boolean oneIn(int throwsOfAll) {
    return random.nextInt(throwsOfAll) == 0;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
