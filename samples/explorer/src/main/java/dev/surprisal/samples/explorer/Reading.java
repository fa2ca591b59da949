package dev.surprisal.samples.explorer;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossValue;

/**
 * What every generated class says of one example.
 *
 * @param nats its loss
 * @param bits the same in bits
 * @param predictions the activation: probabilities, or mean and variance
 * @param gradients of the loss, by each output
 */
record Reading(double nats, double bits, double[] predictions, double[] gradients) {

  static <T> Reading of(ArrayLossFunction<double[], T> loss, double[] outputs, T targets) {
    double[] predictions = new double[outputs.length];
    double[] gradients = new double[outputs.length];
    loss.predict(outputs, predictions);
    LossValue value = loss.forwardBackward(outputs, targets, gradients);
    return new Reading(value.mean(), value.mean() / Math.log(2), predictions, gradients);
  }
}
