package dev.surprisal.samples.pathology;

/** What a network learns by: writes the gradient by each row of logits, for a sum over rows. */
interface Gradients {
  /**
   * Writes the gradients over the logits.
   *
   * @return the mean loss of a row
   */
  double backward(float[] logits, int[] classes);

  /** The generated negative log-likelihood. */
  static Gradients likelihood(int size) {
    ClassesLoss loss = new ClassesLoss(size);
    return (logits, classes) -> loss.forwardBackward(logits, classes, logits, 1).mean();
  }

  /** By hand, since no annotation gives it: softmax, and half the squared error to 0s and a 1. */
  static Gradients squaredError(int size) {
    ClassesLoss loss = new ClassesLoss(size);
    return (logits, classes) -> {
      loss.predict(logits, logits);
      double sum = 0;
      for (int row = 0; row < classes.length; row++) {
        sum += squaredError(logits, row * size, size, classes[row]);
      }
      return sum / classes.length;
    };
  }

  /** Writes the gradient over the probabilities of a row. */
  private static double squaredError(float[] row, int from, int size, int truth) {
    double loss = 0;
    double along = 0;
    for (int k = 0; k < size; k++) {
      double error = row[from + k] - (k == truth ? 1 : 0);
      loss += 0.5 * error * error;
      along += row[from + k] * error;
    }
    // The Jacobian of the softmax: each error times p, which is where it is lost.
    for (int k = 0; k < size; k++) {
      double error = row[from + k] - (k == truth ? 1 : 0);
      row[from + k] = (float) (row[from + k] * (error - along));
    }
    return loss;
  }
}
