package dev.surprisal.samples.attributes;

import java.util.Comparator;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * What is said of digits.
 *
 * @param probabilities of each attribute, a row for each digit
 * @param digits what they really are
 * @param cut above this probability an attribute is said to hold
 * @param both the probability of two attributes together, given that of each
 */
record Said(float[] probabilities, int[] digits, double cut, DoubleBinaryOperator both) {
  /** Attributes that hold or do not, each by itself. */
  static Said independently(float[] probabilities, int[] digits) {
    return new Said(probabilities, digits, 0.5, (one, other) -> one * other);
  }

  /** Attributes of which exactly one holds. */
  static Said exclusively(float[] probabilities, int[] digits) {
    return new Said(probabilities, digits, 0.5, (one, other) -> 0);
  }

  /** The truth. */
  static Said truth(int[] digits) {
    return independently(Targets.each(digits), digits);
  }

  /** The same with the cut at which most digits get all attributes right, in hindsight. */
  Said cutBest() {
    return IntStream.range(1, 100)
        .mapToObj(percent -> new Said(probabilities, digits, percent / 100.0, both))
        .max(Comparator.comparingDouble(Said::accuracyOfAll))
        .orElseThrow();
  }

  private boolean says(int i, Attribute attribute) {
    return probability(i, attribute) > cut;
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

  /** The mean probability that both hold; of an attribute and itself, that it holds. */
  double together(Attribute one, Attribute other) {
    return all()
        .mapToDouble(i ->
            one == other
                ? probability(i, one)
                : both.applyAsDouble(probability(i, one), probability(i, other)))
        .average()
        .orElseThrow();
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
