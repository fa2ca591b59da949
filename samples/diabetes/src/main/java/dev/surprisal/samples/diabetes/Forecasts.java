package dev.surprisal.samples.diabetes;

import dev.surprisal.runtime.LossValue;
import java.util.stream.IntStream;

/**
 * What networks say of patients that they did not learn from.
 *
 * @param means what each is expected to be
 * @param deviations give or take
 * @param truth what it was
 * @param loss by which the networks learned, for these patients
 */
record Forecasts(double[] means, double[] deviations, float[] truth, LossValue loss) {
  /** How many deviations to either side hold nine tenths of a Gaussian. */
  static final double NINE_TENTHS = 1.6449;

  static Forecasts ofUnitVariance(float[] outputs, float[] truth) {
    double[] means = IntStream.range(0, truth.length).mapToDouble(i -> outputs[i]).toArray();
    double[] deviations = IntStream.range(0, truth.length).mapToDouble(i -> 1).toArray();
    return new Forecasts(means, deviations, truth, new ProgressionLoss().forward(outputs, truth));
  }

  static Forecasts ofLearnedVariance(float[] outputs, float[] truth) {
    UncertainProgressionLoss loss = new UncertainProgressionLoss();
    float[] predictions = new float[outputs.length];
    loss.predict(outputs, predictions);
    double[] means =
        IntStream.range(0, truth.length).mapToDouble(i -> predictions[2 * i]).toArray();
    double[] deviations =
        IntStream.range(0, truth.length)
            .mapToDouble(i -> Math.sqrt(predictions[2 * i + 1]))
            .toArray();
    return new Forecasts(means, deviations, truth, loss.forward(outputs, truth));
  }

  int count() {
    return truth.length;
  }

  /** In units of the deviation that was foretold. */
  private double error(int i) {
    return (truth[i] - means[i]) / deviations[i];
  }

  /** The root of the mean squared error, in the units of the measure. */
  double rootMeanSquare() {
    double sum = 0;
    for (int i = 0; i < count(); i++) {
      sum += (truth[i] - means[i]) * (truth[i] - means[i]);
    }
    return Patients.UNIT * Math.sqrt(sum / count());
  }

  /** The share of patients who are within so many deviations of what was foretold. */
  double coverage(double deviationsToEitherSide) {
    return (double)
            IntStream.range(0, count())
                .filter(i -> Math.abs(error(i)) <= deviationsToEitherSide)
                .count()
        / count();
  }

  /** The loss, had all patients the same deviation, and that the best one. */
  double lossOfOneDeviation() {
    return 0.5 + Math.log(rootMeanSquare() / Patients.UNIT);
  }
}
