package dev.surprisal.benchmark.options;

import java.util.Locale;

/** What a call computes. A call for several of them at once is one more constant. */
enum Mode {
  GRADIENT("loss and gradient"),
  FORWARD("loss alone"),
  /** The diagonal of the Hessian, for which PyTorch has no call. */
  CURVATURE("curvature");

  final String title;

  Mode(String title) {
    this.title = title;
  }

  /** Room for what it writes. */
  Values derivatives(Batch batch) {
    return Values.of(batch.precision, this == FORWARD ? 0 : batch.outputs.length());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
