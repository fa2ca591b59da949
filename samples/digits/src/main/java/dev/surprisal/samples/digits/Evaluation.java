package dev.surprisal.samples.digits;

import dev.surprisal.runtime.LossValue;
import dev.surprisal.samples.common.Rows;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the network makes of digits that it has not learned from.
 *
 * @param loss their loss
 * @param probabilities ten for each digit
 * @param surprisals the loss of each, in nats
 * @param labels what each really is
 */
record Evaluation(LossValue loss, float[] probabilities, double[] surprisals, int[] labels) {

  /** The most probable digit. */
  int predicted(int index) {
    return Rows.largest(probabilities, DigitHead.DIGITS, index);
  }

  float probability(int index, int digit) {
    return probabilities[index * DigitHead.DIGITS + digit];
  }

  /** The share of digits whose most probable class is the right one. */
  double accuracy() {
    long right = indices().filter(index -> predicted(index) == labels[index]).count();
    return (double) right / labels.length;
  }

  /** How often a digit (row) was taken for a digit (column). */
  int[][] confusion() {
    int[][] counts = new int[DigitHead.DIGITS][DigitHead.DIGITS];
    indices().forEach(index -> counts[labels[index]][predicted(index)]++);
    return counts;
  }

  /** The digits that the network expected least, the most surprising first. */
  List<Integer> mostSurprising(int count) {
    return indices()
        .boxed()
        .sorted(Comparator.comparingDouble(index -> -surprisals[index]))
        .limit(count)
        .toList();
  }

  private IntStream indices() {
    return IntStream.range(0, labels.length);
  }
}
