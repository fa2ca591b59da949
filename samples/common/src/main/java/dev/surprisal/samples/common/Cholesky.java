package dev.surprisal.samples.common;

/** Linear equations whose matrix is symmetric and positive definite. */
final class Cholesky {
  private Cholesky() {}

  /**
   * Solves them.
   *
   * @param matrix overwritten; only its lower triangle is looked at
   * @param right overwritten by the solution
   * @return the solution
   */
  static double[] solved(double[][] matrix, double[] right) {
    int size = right.length;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j];
        for (int k = 0; k < j; k++) {
          rest -= matrix[i][k] * matrix[j][k];
        }
        if (i == j && !(rest > 0)) {
          throw new IllegalArgumentException("the matrix is not positive definite");
        }
        matrix[i][j] = i == j ? Math.sqrt(rest) : rest / matrix[j][j];
      }
    }
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        right[i] -= matrix[i][k] * right[k];
      }
      right[i] /= matrix[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        right[i] -= matrix[k][i] * right[k];
      }
      right[i] /= matrix[i][i];
    }
    return right;
  }
}
