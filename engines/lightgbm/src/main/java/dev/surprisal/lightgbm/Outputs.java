package dev.surprisal.lightgbm;

import dev.surprisal.runtime.LossDescription;

/**
 * Scores as a loss takes them, a row for each example, and what it makes of them by class again.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class Outputs<A> {
  /** Rows that stay near while all classes are brought into them. */
  private static final int TOGETHER = 256;

  final int width;
  final A rows;
  final A bounds;

  private Outputs(int width, A rows, A bounds) {
    this.width = width;
    this.rows = rows;
    this.bounds = bounds;
  }

  /** Arrays of the precision that a loss describes, which the compiler cannot know. */
  @SuppressWarnings("unchecked")
  static <A> Outputs<A> of(LossDescription description, int examples) {
    int width = description.outputsPerExample();
    return (Outputs<A>)
        switch (description.precision()) {
          case FLOAT -> new Floats(width, examples);
          case DOUBLE -> new Doubles(width, examples);
        };
  }

  /** Brings scores by class into {@link #rows}. */
  abstract void read(double[] scores);

  /** Brings rows into the order of scores. */
  abstract void write(A rows, float[] byClass);

  private static final class Floats extends Outputs<float[]> {
    Floats(int width, int examples) {
      super(width, new float[examples * width], new float[examples * width]);
    }

    @Override
    void read(double[] scores) {
      int examples = scores.length / width;
      for (int first = 0; first < examples; first += TOGETHER) {
        int end = Math.min(examples, first + TOGETHER);
        for (int k = 0; k < width; k++) {
          for (int row = first; row < end; row++) {
            rows[row * width + k] = (float) scores[k * examples + row];
          }
        }
      }
    }

    @Override
    void write(float[] values, float[] byClass) {
      int examples = byClass.length / width;
      for (int first = 0; first < examples; first += TOGETHER) {
        int end = Math.min(examples, first + TOGETHER);
        for (int k = 0; k < width; k++) {
          for (int row = first; row < end; row++) {
            byClass[k * examples + row] = values[row * width + k];
          }
        }
      }
    }
  }

  private static final class Doubles extends Outputs<double[]> {
    Doubles(int width, int examples) {
      super(width, new double[examples * width], new double[examples * width]);
    }

    @Override
    void read(double[] scores) {
      int examples = scores.length / width;
      for (int first = 0; first < examples; first += TOGETHER) {
        int end = Math.min(examples, first + TOGETHER);
        for (int k = 0; k < width; k++) {
          for (int row = first; row < end; row++) {
            rows[row * width + k] = scores[k * examples + row];
          }
        }
      }
    }

    @Override
    void write(double[] values, float[] byClass) {
      int examples = byClass.length / width;
      for (int first = 0; first < examples; first += TOGETHER) {
        int end = Math.min(examples, first + TOGETHER);
        for (int k = 0; k < width; k++) {
          for (int row = first; row < end; row++) {
            byClass[k * examples + row] = (float) values[row * width + k];
          }
        }
      }
    }
  }
}
