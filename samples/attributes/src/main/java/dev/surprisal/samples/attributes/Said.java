package dev.surprisal.samples.attributes;

import java.util.stream.IntStream;

/**
 * What is said of digits.
 *
 * @param probabilities of each attribute, a row for each digit
 * @param digits what they really are
 */
record Said(float[] probabilities, int[] digits) {
  /** The truth. */
  static Said truth(int[] digits) {
    return new Said(Targets.each(digits), digits);
  }

  boolean says(int i, Attribute attribute) {
    return probability(i, attribute) > 0.5;
  }

  private double probability(int i, Attribute attribute) {
    return probabilities[i * Attribute.COUNT + attribute.ordinal()];
  }

  private boolean isRight(int i, Attribute attribute) {
    return says(i, attribute) == attribute.holds(digits[i]);
  }

  /** The share of digits for which an attribute is said rightly. */
  double accuracy(Attribute attribute) {
    return share(all().filter(i -> isRight(i, attribute)));
  }

  /** The share of digits for which all attributes are said rightly. */
  double accuracyOfAll() {
    return share(
        all()
            .filter(i -> {
              for (Attribute attribute : Attribute.values()) {
                if (!isRight(i, attribute)) {
                  return false;
                }
              }
              return true;
            }));
  }

  /** The share of digits of which both are said. */
  double together(Attribute one, Attribute other) {
    return share(all().filter(i -> says(i, one) && says(i, other)));
  }

  /** The mean probability of an attribute of one digit. */
  double mean(int digit, Attribute attribute) {
    return all()
        .filter(i -> digits[i] == digit)
        .mapToDouble(i -> probability(i, attribute))
        .average()
        .orElseThrow();
  }

  private IntStream all() {
    return IntStream.range(0, digits.length);
  }

  private double share(IntStream some) {
    return (double) some.count() / digits.length;
  }
}
