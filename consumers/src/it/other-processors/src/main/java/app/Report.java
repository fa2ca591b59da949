package app;

import com.google.auto.value.AutoValue;

@AutoValue
abstract class Report {
  abstract double loss();

  abstract int epochs();

  static Report of(double loss, int epochs) {
    return new AutoValue_Report(loss, epochs);
  }
}
