package dev.surprisal.samples.boostedtrees;

import dev.surprisal.runtime.LossValue;
import dev.surprisal.samples.common.Split;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * What trees say of patients that they were not grown on.
 *
 * @param outputs a mean and a log-variance for each
 * @param truth what it was
 */
record Forecasts(float[] outputs, float[] truth) {
  /** How many deviations to either side hold nine tenths of a Gaussian. */
  static final double NINE_TENTHS = 1.6449;

  /** And how many hold a half. */
  static final double HALF = 0.6745;

  private static final UncertainProgressionLoss LOSS = new UncertainProgressionLoss();

  /** Means alone were learned; the variance is that of the patients who say when to stop. */
  static Forecasts ofOneVariance(Patients patients, long seed, Runnable foldDone)
      throws XGBoostError {
    ProgressionLoss loss = new ProgressionLoss();
    return ofFolds(
        patients,
        seed,
        foldDone,
        (train, watched, heldOut) -> {
          Trees trees = Trees.grow(loss, train, watched);
          LossValue error = loss.forward(trees.outputs(watched), watched.getLabel());
          return withVariance(trees.outputs(heldOut), 2 * error.mean());
        });
  }

  /** The variance of each patient was learned as well. */
  static Forecasts ofLearnedVariance(Patients patients, long seed, Runnable foldDone)
      throws XGBoostError {
    return ofFolds(
        patients,
        seed,
        foldDone,
        (train, watched, heldOut) -> Trees.grow(LOSS, train, watched).outputs(heldOut));
  }

  private interface Method {
    float[] outputs(DMatrix train, DMatrix watched, DMatrix heldOut) throws XGBoostError;
  }

  /** Each fifth is forecast from the others, a quarter of which says when to stop. */
  private static Forecasts ofFolds(Patients patients, long seed, Runnable foldDone, Method method)
      throws XGBoostError {
    float[] all = new float[2 * patients.count()];
    for (Split split : Split.folds(patients.count(), new Random(seed))) {
      int[] learned = split.learnedRows();
      int watched = learned.length / 4;
      int[] heldOut = split.heldOut();
      float[] outputs =
          method.outputs(
              patients.matrix(IntStream.of(learned).skip(watched).toArray()),
              patients.matrix(IntStream.of(learned).limit(watched).toArray()),
              patients.matrix(heldOut));
      for (int i = 0; i < heldOut.length; i++) {
        System.arraycopy(outputs, 2 * i, all, 2 * heldOut[i], 2);
      }
      foldDone.run();
    }
    return new Forecasts(all, patients.progression());
  }

  private static float[] withVariance(float[] means, double variance) {
    float[] outputs = new float[2 * means.length];
    for (int i = 0; i < means.length; i++) {
      outputs[2 * i] = means[i];
      outputs[2 * i + 1] = (float) Math.log(variance);
    }
    return outputs;
  }

  int count() {
    return truth.length;
  }

  double mean(int i) {
    return outputs[2 * i];
  }

  double deviation(int i) {
    return Math.exp(0.5 * outputs[2 * i + 1]);
  }

  /** The mean surprisal of a patient, in nats, without the constant of a Gaussian. */
  double nats() {
    return LOSS.forward(outputs, truth).mean();
  }

  /** The root of the mean squared error, in the units of the measure. */
  double rootMeanSquare() {
    return Patients.UNIT
        * Math.sqrt(
            IntStream.range(0, count())
                .mapToDouble(i -> (truth[i] - mean(i)) * (truth[i] - mean(i)))
                .average()
                .orElseThrow());
  }

  /** The share of some patients who are within so many deviations of what was forecast. */
  double coverage(double deviationsToEitherSide, int[] patients) {
    return IntStream.of(patients)
        .mapToDouble(
            i -> Math.abs(truth[i] - mean(i)) <= deviationsToEitherSide * deviation(i) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  /** All patients, the first being those whose deviations are smallest. */
  int[] bySureness() {
    return IntStream.range(0, count())
        .boxed()
        .sorted(Comparator.comparingDouble(this::deviation))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** A third of the patients, the first being those whose deviations are smallest. */
  int[] third(int number) {
    int from = number * count() / 3;
    return IntStream.of(bySureness()).skip(from).limit((number + 1) * count() / 3 - from).toArray();
  }

  /** The mean deviation of some patients, in the units of the measure. */
  double meanDeviation(int[] patients) {
    return Patients.UNIT
        * IntStream.of(patients).mapToDouble(this::deviation).average().orElseThrow();
  }
}
