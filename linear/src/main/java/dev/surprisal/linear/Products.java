package dev.surprisal.linear;

import dev.surprisal.runtime.kernel.Blocks;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.runtime.kernel.ProductKernels;
import java.util.Arrays;

/**
 * The three products of a linear layer, in parts that may be taken by several threads. Each number
 * is a sum in an order that depends on the shape alone.
 *
 * @param rows the number of rows of inputs and logits
 * @param inputs the number of inputs of a row
 * @param size how far a row of logits is from the next
 * @param classes the number of logits of a row
 */
record Products(int rows, int inputs, int size, int classes) {
  private static final ProductKernels KERNELS = Kernels.PRODUCTS;

  /** The rows of a block. */
  static final int HEIGHT = ProductKernels.HEIGHT;

  /** The columns of a panel. */
  static final int WIDTH = KERNELS.width();

  /** The terms of sums that are added at a time: a panel of so many rows stays near. */
  private static final int DEPTH = 256;

  /** Classes that share a panel while it is near. */
  private static final int GROUP = 8 * HEIGHT;

  /** Classes of a part. */
  private static final int CLASSES = 20 * GROUP;

  /** Inputs of a part: whole panels. */
  private static final int INPUTS = 512;

  /** The number of parts that logits and gradients by weights are made of. */
  int partsOfClasses() {
    return (classes - 1) / CLASSES + 1;
  }

  /** The number of parts that gradients by inputs are made of. */
  int partsOfInputs() {
    return (inputs - 1) / INPUTS + 1;
  }

  /** The number of rows, and what it takes to fill the last block of them. */
  static int wholeBlocks(int rows) {
    return (rows + HEIGHT - 1) / HEIGHT * HEIGHT;
  }

  /** The number of columns, and what it takes to fill the last panel of them. */
  static int wholePanels(int columns) {
    return (columns + WIDTH - 1) / WIDTH * WIDTH;
  }

  /** The room of the inputs as panels of rows. */
  static int sizeOfPanelsOfRows(int rows, int inputs) {
    return Panels.size(WIDTH, inputs, rows);
  }

  /** The room of the inputs as panels of inputs. */
  static int sizeOfPanelsOfInputs(int rows, int inputs) {
    return Panels.size(WIDTH, rows, inputs);
  }

  /** Packs x as {@link #logits} reads it. */
  void packRows(float[] x, float[] panels) {
    Panels.packTransposed(WIDTH, x, rows, inputs, panels);
  }

  /** Packs x as {@link #addGradientByWeights} reads it. */
  void packInputs(float[] x, float[] panels) {
    for (int row = 0; row < rows; row++) {
      Panels.packRow(WIDTH, x, row * inputs, inputs, row, rows, panels);
    }
  }

  /**
   * Some columns of z = x W' + b, x [rows, inputs], W [classes, inputs]: blocks of z', classes by
   * rows, which read W as it lies.
   */
  void logits(int part, float[] panelsOfRows, float[] weights, float[] bias, float[] z) {
    Blocks blocks = Blocks.take();
    float[] block = blocks.floats(0, GROUP * WIDTH);
    int end = Math.min(classes, (part + 1) * CLASSES);
    for (int first = part * CLASSES; first < end; first += GROUP) {
      int count = Math.min(GROUP, end - first);
      for (int panel = 0; panel * WIDTH < rows; panel++) {
        for (int i = 0; i < count; i++) {
          float start = bias.length == 0 ? 0 : bias[first + i];
          Arrays.fill(block, i * WIDTH, (i + 1) * WIDTH, start);
        }
        for (int k = 0; k < inputs; k += DEPTH) {
          int depth = Math.min(DEPTH, inputs - k);
          int panelStart = (panel * inputs + k) * WIDTH;
          for (int i = 0; i < count; i += HEIGHT) {
            int height = Math.min(HEIGHT, count - i);
            int start = (first + i) * inputs + k;
            KERNELS.addProduct(
                weights,
                start,
                inputs,
                height,
                panelsOfRows,
                panelStart,
                depth,
                block,
                i * WIDTH,
                WIDTH);
          }
        }
        writeTransposed(block, count, panel * WIDTH, first, z);
      }
    }
    blocks.giveBack();
  }

  private void writeTransposed(float[] block, int count, int firstRow, int first, float[] z) {
    int end = Math.min(rows, firstRow + WIDTH);
    for (int row = firstRow; row < end; row++) {
      int start = row * size + first;
      for (int i = 0, from = row - firstRow; i < count; i++, from += WIDTH) {
        z[start + i] = block[from];
      }
    }
  }

  /**
   * Some columns of dx = dz W, of the rows of W that columns of dz stand for. Both dz and dx have
   * room for whole blocks of rows, in which those behind the last one hold any numbers; rows of dx
   * have room for {@link #wholePanels}.
   */
  void gradientByInputs(int part, float[] dz, float[] weights, int[] rowsOfWeights, float[] dx) {
    int step = wholePanels(inputs);
    int first = part * INPUTS;
    int columns = Math.min(INPUTS, inputs - first);
    for (int row = 0; row < wholeBlocks(rows); row++) {
      Arrays.fill(dx, row * step + first, row * step + first + wholePanels(columns), 0);
    }
    Blocks blocks = Blocks.take();
    float[] panels = blocks.floats(0, Panels.size(WIDTH, DEPTH, INPUTS));
    for (int k = 0; k < classes; k += DEPTH) {
      int depth = Math.min(DEPTH, classes - k);
      for (int i = 0; i < depth; i++) {
        int start = rowsOfWeights[k + i] * inputs + first;
        Panels.packRow(WIDTH, weights, start, columns, i, depth, panels);
      }
      for (int row = 0; row < rows; row += HEIGHT) {
        int start = row * size + k;
        for (int column = 0; column < columns; column += WIDTH) {
          int to = row * step + first + column;
          KERNELS.addProduct(dz, start, size, HEIGHT, panels, column * depth, depth, dx, to, step);
        }
      }
    }
    blocks.giveBack();
  }

  /**
   * Some rows of dW += dz' x, those that columns of dz stand for, and of db += the sum of the rows
   * of dz, if there is a bias.
   */
  void addGradientByWeights(
      int part,
      float[] dz,
      float[] panelsOfInputs,
      int[] rowsOfWeights,
      float[] weights,
      float[] bias) {
    Blocks blocks = Blocks.take();
    float[] group = blocks.floats(0, GROUP * rows);
    float[] block = blocks.floats(1, HEIGHT * WIDTH);
    int end = Math.min(classes, (part + 1) * CLASSES);
    for (int first = part * CLASSES; first < end; first += GROUP) {
      int count = Math.min(GROUP, end - first);
      readTransposed(dz, first, count, group);
      for (int column = 0; column < inputs; column += WIDTH) {
        for (int k = 0; k < rows; k += DEPTH) {
          int depth = Math.min(DEPTH, rows - k);
          int panelStart = column * rows + k * WIDTH;
          for (int i = 0; i < count; i += HEIGHT) {
            int height = Math.min(HEIGHT, count - i);
            boolean areSideBySide =
                rowsOfWeights[first + i + height - 1] - rowsOfWeights[first + i] == height - 1;
            if (areSideBySide && inputs - column >= WIDTH) {
              KERNELS.addProduct(
                  group,
                  i * rows + k,
                  rows,
                  height,
                  panelsOfInputs,
                  panelStart,
                  depth,
                  weights,
                  rowsOfWeights[first + i] * inputs + column,
                  inputs);
            } else {
              readBlock(weights, rowsOfWeights, first + i, height, column, block);
              KERNELS.addProduct(
                  group,
                  i * rows + k,
                  rows,
                  height,
                  panelsOfInputs,
                  panelStart,
                  depth,
                  block,
                  0,
                  WIDTH);
              writeBlock(block, weights, rowsOfWeights, first + i, height, column);
            }
          }
        }
      }
      if (bias.length > 0) {
        addSums(group, count, first, rowsOfWeights, bias);
      }
    }
    blocks.giveBack();
  }

  private void readTransposed(float[] dz, int first, int count, float[] group) {
    for (int row = 0; row < rows; row++) {
      int start = row * size + first;
      for (int i = 0, to = row; i < count; i++, to += rows) {
        group[to] = dz[start + i];
      }
    }
  }

  private void addSums(float[] group, int count, int first, int[] rowsOfWeights, float[] bias) {
    for (int i = 0; i < count; i++) {
      double sum = bias[rowsOfWeights[first + i]];
      for (int row = i * rows; row < (i + 1) * rows; row++) {
        sum += group[row];
      }
      bias[rowsOfWeights[first + i]] = (float) sum;
    }
  }

  /** A block of some rows of a matrix with as many columns as there are inputs. */
  private void readBlock(
      float[] matrix, int[] rowsOfMatrix, int first, int height, int column, float[] block) {
    int columns = Math.min(WIDTH, inputs - column);
    for (int i = 0; i < height; i++) {
      int start = rowsOfMatrix[first + i] * inputs + column;
      System.arraycopy(matrix, start, block, i * WIDTH, columns);
    }
  }

  private void writeBlock(
      float[] block, float[] matrix, int[] rowsOfMatrix, int first, int height, int column) {
    int columns = Math.min(WIDTH, inputs - column);
    for (int i = 0; i < height; i++) {
      int start = rowsOfMatrix[first + i] * inputs + column;
      System.arraycopy(block, i * WIDTH, matrix, start, columns);
    }
  }
}
