package dev.surprisal.samples.boostedtrees;

import dev.surprisal.samples.common.Rows;
import dev.surprisal.samples.common.Table;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Patients, and how far their disease had gone a year later.
 *
 * @param inputs ten measurements of each
 * @param progression of each, in units of {@link #UNIT} from {@link #ORIGIN}
 */
record Patients(float[] inputs, float[] progression) {
  /** About the mean of the measure. */
  static final double ORIGIN = 150;

  /** About its deviation. */
  static final double UNIT = 75;

  static Patients read() {
    Table table = Table.read(Patients.class, "/dev/surprisal/samples/diabetes/diabetes.csv");
    float[] progression = table.targets();
    for (int i = 0; i < progression.length; i++) {
      progression[i] = (float) ((progression[i] - ORIGIN) / UNIT);
    }
    return new Patients(table.inputs(), progression);
  }

  int count() {
    return progression.length;
  }

  /** Some of them, as XGBoost takes them. */
  DMatrix matrix(int[] rows) throws XGBoostError {
    int width = inputs.length / count();
    DMatrix matrix = new DMatrix(Rows.of(inputs, width, rows), rows.length, width, Float.NaN);
    matrix.setLabel(Rows.of(progression, rows));
    return matrix;
  }
}
