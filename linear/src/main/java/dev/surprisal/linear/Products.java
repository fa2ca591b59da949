package dev.surprisal.linear;

import dev.ludovic.netlib.blas.BLAS;

/**
 * The three products of a linear layer, in parts that may be taken by several threads.
 *
 * <p>A BLAS sees matrices column by column: what is row-major here is the transposed matrix there.
 * So a row-major product X Y is asked for as Y X.
 *
 * @param rows the number of rows of inputs and logits
 * @param inputs the number of inputs of a row
 * @param classes the number of logits of a row
 */
record Products(int rows, int inputs, int classes) {
  private static final BLAS BLAS_OF_THIS_VM = BLAS.getInstance();

  /** Classes of a part: enough that their logits are some thousand. */
  private static final int CLASSES = 1024;

  /** Inputs of a part. */
  private static final int INPUTS = 256;

  /** The number of parts that logits and gradients by weights are made of. */
  int partsOfClasses() {
    return (classes - 1) / classesPerPart() + 1;
  }

  /** The number of parts that gradients by inputs are made of. */
  int partsOfInputs() {
    return (inputs - 1) / inputsPerPart() + 1;
  }

  private int classesPerPart() {
    return atMost(CLASSES, rows, inputs);
  }

  private int inputsPerPart() {
    return atMost(INPUTS, rows, classes);
  }

  /** Java's BLAS counts multiplications in an int, to tell small products from large ones. */
  private static int atMost(int length, int m, int n) {
    return (int) Math.max(1, Math.min(length, Integer.MAX_VALUE / ((long) m * n)));
  }

  /** The first class of a part, or the number of all for the part after the last. */
  int firstClass(int part) {
    return (int) Math.min(classes, (long) part * classesPerPart());
  }

  private int firstInput(int part) {
    return (int) Math.min(inputs, (long) part * inputsPerPart());
  }

  /** Some columns of z += x W', x [rows, inputs], W [classes, inputs]. */
  void addLogits(int part, float[] x, float[] weights, float[] z) {
    int first = firstClass(part);
    int length = firstClass(part + 1) - first;
    BLAS_OF_THIS_VM.sgemm(
        "T",
        "N",
        length,
        rows,
        inputs,
        1,
        weights,
        first * inputs,
        inputs,
        x,
        0,
        inputs,
        1,
        z,
        first,
        classes);
  }

  /** Some columns of dx = dz W. */
  void gradientByInputs(int part, float[] dz, float[] weights, float[] dx) {
    int first = firstInput(part);
    int length = firstInput(part + 1) - first;
    BLAS_OF_THIS_VM.sgemm(
        "N", "N", length, rows, classes, 1, weights, first, inputs, dz, 0, classes, 0, dx, first,
        inputs);
  }

  /** Some rows of dW += dz' x. */
  void addGradientByWeights(int part, float[] dz, float[] x, float[] dWeights) {
    int first = firstClass(part);
    int length = firstClass(part + 1) - first;
    BLAS_OF_THIS_VM.sgemm(
        "N",
        "T",
        inputs,
        length,
        rows,
        1,
        x,
        0,
        inputs,
        dz,
        first,
        classes,
        1,
        dWeights,
        first * inputs,
        inputs);
  }

  /** Some numbers of db += the sum of the rows of dz. */
  void addGradientByBias(int part, float[] dz, float[] dBias) {
    int end = firstClass(part + 1);
    for (int k = firstClass(part); k < end; k++) {
      double sum = dBias[k];
      for (int row = 0; row < rows; row++) {
        sum += dz[row * classes + k];
      }
      dBias[k] = (float) sum;
    }
  }
}
