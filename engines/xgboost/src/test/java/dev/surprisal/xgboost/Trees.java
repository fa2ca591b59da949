package dev.surprisal.xgboost;

import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.java.XGBoostJNI;

/** Real tables, and trees grown on them: on one thread, so that they are the same each time. */
final class Trees {
  static final int ROUNDS = 20;

  private Trees() {}

  static DMatrix tumours() throws XGBoostError {
    return matrix(Table.read(Trees.class, "/dev/surprisal/samples/tumours/tumours.csv"));
  }

  static DMatrix diabetes() throws XGBoostError {
    return matrix(diabetesTable());
  }

  static Table diabetesTable() {
    return Table.read(Trees.class, "/dev/surprisal/samples/diabetes/diabetes.csv");
  }

  static DMatrix digits() throws XGBoostError {
    Digits digits = Digits.read();
    float[] labels = new float[digits.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = digits.labels()[i];
    }
    return matrix(digits.pixels(), labels);
  }

  /** Digits with three labels each: even, more than four, written with a loop. */
  static DMatrix attributes() throws XGBoostError {
    Digits digits = Digits.read();
    float[] labels = new float[3 * digits.count()];
    for (int i = 0; i < digits.count(); i++) {
      int digit = digits.labels()[i];
      labels[3 * i] = 1 - digit % 2;
      labels[3 * i + 1] = digit > 4 ? 1 : 0;
      labels[3 * i + 2] = Digits.hasLoop(digit) ? 1 : 0;
    }
    DMatrix matrix = new DMatrix(digits.pixels(), digits.count(), Digits.PIXELS, Float.NaN);
    matrix.setLabel(labels);
    return matrix;
  }

  /** Labels as times that were all seen: what survival:aft takes in the place of labels. */
  static DMatrix asTimes(DMatrix matrix) throws XGBoostError {
    return asTimes(matrix, new boolean[(int) matrix.rowNum()]);
  }

  /** The same of times that may have been outlived: their upper bound is infinite. */
  static DMatrix asTimes(DMatrix matrix, boolean[] outlived) throws XGBoostError {
    float[] upper = matrix.getLabel();
    for (int row = 0; row < upper.length; row++) {
      upper[row] = outlived[row] ? Float.POSITIVE_INFINITY : upper[row];
    }
    setBound(matrix, "label_lower_bound", matrix.getLabel());
    setBound(matrix, "label_upper_bound", upper);
    return matrix;
  }

  private static void setBound(DMatrix matrix, String name, float[] bounds) throws XGBoostError {
    if (XGBoostJNI.XGDMatrixSetFloatInfo(matrix.getHandle(), name, bounds) != 0) {
      throw new XGBoostError(XGBoostJNI.XGBGetLastError());
    }
  }

  private static DMatrix matrix(Table table) throws XGBoostError {
    return matrix(table.inputs(), table.targets());
  }

  static DMatrix matrix(float[] inputs, float[] labels) throws XGBoostError {
    DMatrix matrix = new DMatrix(inputs, labels.length, inputs.length / labels.length, Float.NaN);
    matrix.setLabel(labels);
    return matrix;
  }

  /** The numbers of some rows. */
  static int[] rows(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  /** Weights 1, 2, 3, 1, 2, 3. */
  static DMatrix weighted(DMatrix matrix) throws XGBoostError {
    float[] weights = new float[(int) matrix.rowNum()];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = 1 + row % 3;
    }
    matrix.setWeight(weights);
    return matrix;
  }

  static Map<String, Object> parameters(Object... more) {
    Map<String, Object> parameters =
        new TreeMap<>(Map.of("nthread", 1, "max_depth", 3, "eta", 0.3, "verbose_eval", "false"));
    for (int i = 0; i < more.length; i += 2) {
      parameters.put((String) more[i], more[i + 1]);
    }
    return parameters;
  }

  static Booster grow(DMatrix train, Map<String, Object> parameters, IObjective objective)
      throws XGBoostError {
    return XGBoost.train(train, parameters, ROUNDS, Map.of(), objective, null);
  }

  /** All trees, without what stands in their leaves. */
  static List<String> splits(Booster booster) throws XGBoostError {
    return Arrays.stream(booster.getModelDump("", false))
        .map(tree -> tree.replaceAll("leaf=[^\\n]*", "leaf"))
        .toList();
  }

  static float[] margins(Booster booster, DMatrix data) throws XGBoostError {
    float[][] margins = booster.predict(data, true);
    float[] flat = new float[margins.length * margins[0].length];
    for (int row = 0; row < margins.length; row++) {
      System.arraycopy(margins[row], 0, flat, row * margins[0].length, margins[0].length);
    }
    return flat;
  }
}
