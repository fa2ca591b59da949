package dev.surprisal.samples.diabetes;

import dev.surprisal.samples.common.Table;

/**
 * Patients, and how far their disease had gone a year later.
 *
 * @param inputs ten measurements of each
 * @param progression of each, in units of {@link #UNIT} from {@link #ORIGIN}
 */
record Patients(float[] inputs, float[] progression) {
  /** About the mean of the measure: networks like targets around 0. */
  static final double ORIGIN = 150;

  /** About its deviation. */
  static final double UNIT = 75;

  static Patients read() {
    Table table = Table.read(Patients.class, "diabetes.csv");
    float[] progression = table.targets();
    for (int i = 0; i < progression.length; i++) {
      progression[i] = (float) ((progression[i] - ORIGIN) / UNIT);
    }
    return new Patients(table.inputs(), progression);
  }
}
