package dev.surprisal.samples.survival;

import dev.surprisal.runtime.Censored;
import dev.surprisal.runtime.ConstantStart;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;

/**
 * The distribution of times that surprises least, of all of its family.
 *
 * @param loss of the family
 * @param outputs the two numbers that describe the distribution
 * @param surprisal of the times that it was fitted to
 */
record Fit(NewtonLoss<double[], Censored<double[]>> loss, double[] outputs, LossValue surprisal) {
  static Fit of(NewtonLoss<double[], Censored<double[]>> loss, Patients patients) {
    double[] outputs = ConstantStart.of(loss, patients.targets());
    double[] ofAll = new double[2 * patients.count()];
    for (int i = 0; i < ofAll.length; i++) {
      ofAll[i] = outputs[i % 2];
    }
    return new Fit(loss, outputs, loss.surprisal(ofAll, patients.targets()));
  }

  /**
   * What predict makes of the outputs: scale and shape, or median and variance of the logarithm.
   */
  double[] parameters() {
    double[] parameters = new double[2];
    loss.predict(outputs, parameters);
    return parameters;
  }

  /** The probability of more than so many weeks: exp of minus what it costs to outlive them. */
  double after(double weeks) {
    boolean[] outlived = {true};
    return Math.exp(-loss.forward(outputs, new Censored<>(new double[] {weeks}, outlived)).sum());
  }

  /** The week after which half are in remission, by halving. */
  double median() {
    double low = 0;
    double high = 1000;
    while (high - low > 1e-9) {
      double middle = (low + high) / 2;
      if (after(middle) > 0.5) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
