package dev.surprisal.linear;

import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.runtime.kernel.ProductKernels;

/**
 * The gradients by the logits of a tile without those that are negligible. A trained model gives
 * most classes next to no chance in most rows, so that of most classes few gradients are left: they
 * are listed. Classes of which many are left go into products as before.
 */
final class SparseResiduals {
  private static final ProductKernels KERNELS = Kernels.PRODUCTS;

  /** The classes of a part, or its inputs. */
  private static final int PART = 512;

  /** Products are so many times as fast as what adds up one row after the other. */
  private static final int DENSE = 8;

  /** A row and a gradient for one in so many logits. */
  static final int BYTES_PER_LOGIT = (Integer.BYTES + Float.BYTES) / DENSE;

  private final int inputs;

  /** How many gradients of a class can be listed. */
  private final int most;

  private final int[] counts;
  private final int[] rowsOf;
  private final float[] gradients;
  private final int[] dense;
  private int denseCount;

  /** Of tiles with so many rows at most. */
  SparseResiduals(int rows, int inputs, int size) {
    this.inputs = inputs;
    most = Math.max(1, rows / DENSE);
    counts = new int[size];
    rowsOf = new int[size * most];
    gradients = new float[size * most];
    dense = new int[size];
  }

  /**
   * Lists the gradients of most classes, and moves those of the others to the left, in each row.
   *
   * @param dz read and written: the gradients by the logits
   * @param rows the number of rows
   * @param negligible a gradient is left out unless it is further from 0, or no number
   * @param workers who does the work
   */
  void take(float[] dz, int rows, float negligible, Workers workers) {
    int size = counts.length;
    Part.forEach(partsOfClasses(), workers, part -> list(dz, rows, negligible, part * PART));
    denseCount = 0;
    for (int k = 0; k < size; k++) {
      if (counts[k] > most) {
        dense[denseCount++] = k;
      }
    }
    if (denseCount < size) {
      Part.forEach(rows, workers, row -> moveLeft(dz, row * size));
    }
  }

  private void list(float[] dz, int rows, float negligible, int first) {
    int size = counts.length;
    int end = Math.min(size, first + PART);
    for (int k = first; k < end; k++) {
      counts[k] = 0;
    }
    for (int row = 0; row < rows; row++) {
      int start = row * size;
      for (int k = first; k < end; k++) {
        float gradient = dz[start + k];
        if (!(Math.abs(gradient) <= negligible)) {
          int place = counts[k]++;
          if (place < most) {
            rowsOf[k * most + place] = row;
            gradients[k * most + place] = gradient;
          }
        }
      }
    }
  }

  private void moveLeft(float[] dz, int start) {
    for (int i = 0; i < denseCount; i++) {
      dz[start + i] = dz[start + dense[i]];
    }
  }

  /** The classes that are not listed, in their order; then any numbers. */
  int[] dense() {
    return dense;
  }

  /** The number of classes that are not listed. */
  int denseCount() {
    return denseCount;
  }

  private int partsOfClasses() {
    return (counts.length - 1) / PART + 1;
  }

  /**
   * Adds what is listed to gradients.
   *
   * @param head the values of the layer
   * @param x the inputs of the rows
   * @param dx added to: the gradients by them
   * @param step how far a row of these is from the next
   * @param gradients its weights and bias are added to
   * @param workers who does the work
   */
  void addGradients(
      LinearHead head, float[] x, float[] dx, int step, LinearHead gradients, Workers workers) {
    int partsOfInputs = (inputs - 1) / PART + 1;
    Part.forEach(
        partsOfInputs + partsOfClasses(),
        workers,
        part -> {
          if (part < partsOfInputs) {
            addByInputs(part * PART, head.weights(), dx, step);
          } else {
            addByWeights((part - partsOfInputs) * PART, x, gradients.weights(), gradients.bias());
          }
        });
  }

  /** Some columns of dx += dz W. */
  private void addByInputs(int first, float[] weights, float[] dx, int step) {
    int columns = Math.min(PART, inputs - first);
    for (int k = 0; k < counts.length; k++) {
      for (int i = k * most; i < end(k); i++) {
        KERNELS.addMultiple(
            gradients[i], weights, k * inputs + first, columns, dx, rowsOf[i] * step + first);
      }
    }
  }

  /** Some rows of dW += dz' x, and of db += the sum of the rows of dz, if there is a bias. */
  private void addByWeights(int first, float[] x, float[] weights, float[] bias) {
    int last = Math.min(counts.length, first + PART);
    for (int k = first; k < last; k++) {
      double sum = 0;
      for (int i = k * most; i < end(k); i++) {
        KERNELS.addMultiple(gradients[i], x, rowsOf[i] * inputs, inputs, weights, k * inputs);
        sum += gradients[i];
      }
      if (bias.length > 0) {
        bias[k] += (float) sum;
      }
    }
  }

  /** The end of the list of a class. */
  private int end(int k) {
    return k * most + (counts[k] > most ? 0 : counts[k]);
  }
}
