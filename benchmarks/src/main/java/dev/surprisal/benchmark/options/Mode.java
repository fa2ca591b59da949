package dev.surprisal.benchmark.options;

import java.util.Locale;

/** What a call computes. */
enum Mode {
  GRADIENT("loss and gradient"),
  FORWARD("loss alone"),
  /** The diagonal of the Hessian, for which PyTorch has no call. */
  CURVATURE("curvature"),
  /** What boosting asks for in each round. */
  SECOND_ORDER("loss, gradient and curvature");

  final String title;

  Mode(String title) {
    this.title = title;
  }

  /** Room for what it writes. */
  Values derivatives(Batch batch) {
    return Values.of(batch.precision, this == FORWARD ? 0 : batch.outputs.length());
  }

  /** Room for the curvature beside a gradient. */
  Values hessian(Batch batch) {
    return Values.of(batch.precision, this == SECOND_ORDER ? batch.outputs.length() : 0);
  }

  /** Whether PyTorch's autograd gives it in a call. */
  boolean isOfAutograd() {
    return this == GRADIENT || this == FORWARD;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
