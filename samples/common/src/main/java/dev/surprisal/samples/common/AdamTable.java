package dev.surprisal.samples.common;

/**
 * The optimiser of Kingma and Ba (2015), on a table of rows. A row is moved when it has a gradient;
 * what its averages have missed since is made up for then, as if the gradients had been 0.
 */
public final class AdamTable {
  private static final double MEAN_DECAY = 0.9;

  private final float[] values;
  private final int width;
  private final double squareDecay;
  private final float epsilon;
  private final float[] means;
  private final float[] squares;
  private final int[] lastSteps;

  /**
   * A table that has not been moved.
   *
   * @param values row after row
   * @param width the length of a row
   * @param squareDecay what is left of the average of squares after a step; β₂ in the paper
   * @param epsilon gradients much smaller than this are not blown up to a whole step
   */
  public AdamTable(float[] values, int width, double squareDecay, double epsilon) {
    this.values = values;
    this.width = width;
    this.squareDecay = squareDecay;
    this.epsilon = (float) epsilon;
    means = new float[values.length];
    squares = new float[values.length];
    lastSteps = new int[values.length / width];
  }

  /** Moves all rows, in the step of this number, the first being 1. */
  public void step(int number, double learningRate, float[] gradients) {
    for (int row = 0; row < lastSteps.length; row++) {
      step(number, learningRate, row, gradients, row * width);
    }
  }

  /** Moves one row by a gradient that begins at the given place. */
  public void step(int number, double learningRate, int row, float[] gradients, int start) {
    int decays = number - lastSteps[row];
    lastSteps[row] = number;
    float keptMean = (float) Math.pow(MEAN_DECAY, decays);
    float keptSquare = (float) Math.pow(squareDecay, decays);
    float newMean = (float) (1 - MEAN_DECAY);
    float newSquare = (float) (1 - squareDecay);
    float rate =
        (float)
            (learningRate
                * Math.sqrt(1 - Math.pow(squareDecay, number))
                / (1 - Math.pow(MEAN_DECAY, number)));
    for (int k = 0; k < width; k++) {
      int i = row * width + k;
      float gradient = gradients[start + k];
      means[i] = keptMean * means[i] + newMean * gradient;
      squares[i] = keptSquare * squares[i] + newSquare * gradient * gradient;
      values[i] -= rate * means[i] / ((float) Math.sqrt(squares[i]) + epsilon);
    }
  }
}
