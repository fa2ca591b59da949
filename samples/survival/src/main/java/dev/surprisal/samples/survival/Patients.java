package dev.surprisal.samples.survival;

import dev.surprisal.runtime.Censored;
import dev.surprisal.samples.common.Table;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Patients with leukaemia who were in remission when a study began.
 *
 * @param weeks how long each stayed in it, or was watched
 * @param outlived whether a patient still was in it when the study ended
 */
record Patients(double[] weeks, boolean[] outlived) {

  /** The half that was given a placebo. */
  static Patients givenPlacebo() {
    return given(0);
  }

  /** The half that was given 6-mercaptopurine. */
  static Patients givenMercaptopurine() {
    return given(1);
  }

  private static Patients given(int treatment) {
    Table table = Table.read(Patients.class, "remissions.csv");
    float[] known = table.inputs();
    float[] weeks = table.targets();
    int[] rows =
        IntStream.range(0, table.rows()).filter(row -> known[2 * row] == treatment).toArray();
    boolean[] outlived = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      outlived[i] = known[2 * rows[i] + 1] == 1;
    }
    return new Patients(Arrays.stream(rows).mapToDouble(row -> weeks[row]).toArray(), outlived);
  }

  int count() {
    return weeks.length;
  }

  int relapses() {
    return (int) IntStream.range(0, count()).filter(patient -> !outlived[patient]).count();
  }

  /** As losses take them. */
  Censored<double[]> targets() {
    return new Censored<>(weeks, outlived);
  }

  /** The mistake to take what was outlived for what was seen. */
  Patients allTakenForSeen() {
    return new Patients(weeks, new boolean[count()]);
  }

  /** The mistake to look at those alone who relapsed. */
  Patients relapsedAlone() {
    double[] seen =
        IntStream.range(0, count())
            .filter(patient -> !outlived[patient])
            .mapToDouble(patient -> weeks[patient])
            .toArray();
    return new Patients(seen, new boolean[seen.length]);
  }
}
