package dev.surprisal.samples.survival;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The share that is still in remission, from the data alone: it falls whenever someone relapses, by
 * their part of those who were still watched.
 *
 * @param weeks when it falls
 * @param shares what it falls to
 */
record KaplanMeier(double[] weeks, double[] shares) {
  static KaplanMeier of(Patients patients) {
    double[] weeks =
        IntStream.range(0, patients.count())
            .filter(patient -> !patients.outlived()[patient])
            .mapToDouble(patient -> patients.weeks()[patient])
            .sorted()
            .distinct()
            .toArray();
    double[] shares = new double[weeks.length];
    double share = 1;
    for (int i = 0; i < weeks.length; i++) {
      double week = weeks[i];
      double watched = Arrays.stream(patients.weeks()).filter(until -> until >= week).count();
      double relapsed =
          IntStream.range(0, patients.count())
              .filter(patient -> patients.weeks()[patient] == week && !patients.outlived()[patient])
              .count();
      share *= 1 - relapsed / watched;
      shares[i] = share;
    }
    return new KaplanMeier(weeks, shares);
  }

  /** The first week in which no more than half are in remission. */
  double median() {
    int first = 0;
    while (shares[first] > 0.5) {
      first++;
    }
    return weeks[first];
  }

  /** The share after so many weeks. */
  double after(double week) {
    double share = 1;
    for (int i = 0; i < weeks.length && weeks[i] <= week; i++) {
      share = shares[i];
    }
    return share;
  }
}
