package dev.surprisal.samples.nextword;

/**
 * The optimiser of Kingma and Ba (2015), on a table of rows. A row is moved when it has a gradient;
 * what its averages have missed since is made up for then, as if the gradients had been 0.
 */
final class Adam {
  private static final double MEAN_DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.99;
  private static final double EPSILON = 1e-8;

  private final float[] values;
  private final int width;
  private final float[] means;
  private final float[] squares;
  private final int[] lastSteps;

  Adam(float[] values, int width) {
    this.values = values;
    this.width = width;
    means = new float[values.length];
    squares = new float[values.length];
    lastSteps = new int[values.length / width];
  }

  /** Moves all rows, in the step of this number, the first being 1. */
  void step(int number, double learningRate, float[] gradients) {
    for (int row = 0; row < lastSteps.length; row++) {
      step(number, learningRate, row, gradients, row * width);
    }
  }

  /** Moves one row by a gradient that begins at the given place. */
  void step(int number, double learningRate, int row, float[] gradients, int start) {
    int missed = number - lastSteps[row] - 1;
    lastSteps[row] = number;
    float meanDecay = (float) (MEAN_DECAY * Math.pow(MEAN_DECAY, missed));
    float squareDecay = (float) (SQUARE_DECAY * Math.pow(SQUARE_DECAY, missed));
    float rate =
        (float)
            (learningRate
                * Math.sqrt(1 - Math.pow(SQUARE_DECAY, number))
                / (1 - Math.pow(MEAN_DECAY, number)));
    for (int k = 0; k < width; k++) {
      int i = row * width + k;
      float gradient = gradients[start + k];
      means[i] = meanDecay * means[i] + (float) (1 - MEAN_DECAY) * gradient;
      squares[i] = squareDecay * squares[i] + (float) (1 - SQUARE_DECAY) * gradient * gradient;
      values[i] -= rate * means[i] / ((float) Math.sqrt(squares[i]) + (float) EPSILON);
    }
  }
}
