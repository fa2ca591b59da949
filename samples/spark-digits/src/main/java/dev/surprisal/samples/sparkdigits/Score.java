package dev.surprisal.samples.sparkdigits;

import dev.surprisal.samples.common.Digits;
import dev.surprisal.spark.LinearModel;

/**
 * How good a model is on digits that it has not seen.
 *
 * @param nats the mean surprisal of a digit
 * @param wrong the share of digits taken for others
 */
record Score(double nats, double wrong) {
  static Score of(LinearModel model, Digits digits) {
    double[] pixels = new double[digits.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = digits.pixels()[i];
    }
    double[] logits = model.outputs(pixels);
    int wrong = 0;
    int size = model.biases().length;
    for (int row = 0; row < digits.count(); row++) {
      int best = 0;
      for (int k = 1; k < size; k++) {
        best = logits[row * size + k] > logits[row * size + best] ? k : best;
      }
      wrong += best == digits.labels()[row] ? 0 : 1;
    }
    return new Score(
        new DigitLoss().forward(logits, digits.labels()).mean(), (double) wrong / digits.count());
  }
}
