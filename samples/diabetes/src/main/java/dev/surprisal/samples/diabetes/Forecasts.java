package dev.surprisal.samples.diabetes;

import dev.surprisal.runtime.LossValue;
import java.util.Comparator;
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

  /** And how many hold a half. */
  static final double HALF = 0.6745;

  static Forecasts ofUnitVariance(float[] outputs, float[] truth) {
    double[] means = IntStream.range(0, truth.length).mapToDouble(i -> outputs[i]).toArray();
    double[] deviations = IntStream.range(0, truth.length).mapToDouble(i -> 1).toArray();
    return new Forecasts(means, deviations, truth, new ProgressionLoss().forward(outputs, truth));
  }

  /** The same means, with one variance for all: the best for these patients, in hindsight. */
  static Forecasts ofOneVariance(float[] outputs, float[] truth) {
    double unit = ofUnitVariance(outputs, truth).rootMeanSquare() / Patients.UNIT;
    float[] withVariance = new float[2 * outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      withVariance[2 * i] = outputs[i];
      withVariance[2 * i + 1] = (float) (2 * Math.log(unit));
    }
    return ofLearnedVariance(withVariance, truth);
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

  /** In units of the deviation that was predicted. */
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

  /** The share of all patients who are within so many deviations of what was predicted. */
  double coverage(double deviationsToEitherSide) {
    return coverage(deviationsToEitherSide, IntStream.range(0, count()).toArray());
  }

  /** The share of some patients. */
  double coverage(double deviationsToEitherSide, int[] patients) {
    return IntStream.of(patients)
        .mapToDouble(i -> Math.abs(error(i)) <= deviationsToEitherSide ? 1 : 0)
        .average()
        .orElseThrow();
  }

  /** A third of the patients, the first being those whose deviations are smallest. */
  int[] third(int number) {
    return IntStream.range(0, count())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> deviations[i]))
        .skip((long) number * count() / 3)
        .limit((number + 1) * count() / 3 - number * count() / 3)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The mean deviation of some patients, in the units of the measure. */
  double meanDeviation(int[] patients) {
    return Patients.UNIT
        * IntStream.of(patients).mapToDouble(i -> deviations[i]).average().orElseThrow();
  }
}
