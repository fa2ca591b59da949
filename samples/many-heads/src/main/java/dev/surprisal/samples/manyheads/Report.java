package dev.surprisal.samples.manyheads;

import dev.surprisal.samples.common.Rows;

/**
 * How well each head does, in its own measure.
 *
 * @param digits the share of digits that are named rightly
 * @param loops the share of digits of which it is rightly said whether they have a loop
 * @param ink the root of the mean squared error
 * @param inkOfAMean the same, had the mean been said of all
 */
record Report(double digits, double loops, double ink, double inkOfAMean) {
  static Report of(Glimpse outputs, GlimpseLoss.Targets targets) {
    int count = targets.loop().length;
    int digits = 0;
    int loops = 0;
    double squares = 0;
    double sum = 0;
    double sumOfSquares = 0;
    for (int i = 0; i < count; i++) {
      digits += Rows.largest(outputs.digit(), Glimpse.DIGITS, i) == targets.digit()[i] ? 1 : 0;
      loops += outputs.loop()[i] > 0 == targets.loop()[i] > 0 ? 1 : 0;
      double truth = targets.ink()[i];
      double error = outputs.ink()[2 * i] - truth;
      squares += error * error;
      sum += truth;
      sumOfSquares += truth * truth;
    }
    double mean = sum / count;
    return new Report(
        (double) digits / count,
        (double) loops / count,
        Math.sqrt(squares / count),
        Math.sqrt(sumOfSquares / count - mean * mean));
  }
}
