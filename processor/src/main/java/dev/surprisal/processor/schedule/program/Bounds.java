package dev.surprisal.processor.schedule.program;

/** How what stands beside a gradient in a step by each output is computed. */
public sealed interface Bounds {
  /**
   * As the curvature is, and multiplied.
   *
   * @param factor what by
   */
  record OfCurvature(int factor) implements Bounds {
    @Override
    public Bounds of(Width width) {
      return this;
    }
  }

  /**
   * By itself.
   *
   * @param body the loss, and gradient and bounds written
   */
  record Own(Body body) implements Bounds {
    @Override
    public Bounds of(Width width) {
      return new Own(body.of(width));
    }
  }

  /** What is left of it for rows of a width. */
  Bounds of(Width width);
}
