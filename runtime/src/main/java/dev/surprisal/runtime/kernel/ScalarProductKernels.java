package dev.surprisal.runtime.kernel;

import java.util.Arrays;

/**
 * Products by loops that the compiler makes vectors of: all that a loop reads and writes lies at
 * the same index of an array of its own.
 */
final class ScalarProductKernels implements ProductKernels {
  private static final int WIDTH = 64;

  /** Rows of the panel that are added at a time. */
  private static final int ROWS = 4;

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public void addProduct(
      float[] a,
      int aStart,
      int aStep,
      int height,
      float[] b,
      int bStart,
      int length,
      float[] c,
      int cStart,
      int cStep) {
    Blocks blocks = Blocks.take();
    for (int i = 0; i < height; i++) {
      System.arraycopy(c, cStart + i * cStep, sums(blocks, i), 0, WIDTH);
    }
    float[] factors = blocks.floats(HEIGHT + ROWS, ROWS);
    for (int k = 0; k < length; k += ROWS) {
      int rows = Math.min(ROWS, length - k);
      for (int row = 0; row < ROWS; row++) {
        float[] copy = row(blocks, row);
        if (row < rows) {
          System.arraycopy(b, bStart + (k + row) * WIDTH, copy, 0, WIDTH);
        } else {
          Arrays.fill(copy, 0, WIDTH, 0);
        }
      }
      Arrays.fill(factors, 0, ROWS, 0);
      for (int i = 0; i < height; i++) {
        System.arraycopy(a, aStart + i * aStep + k, factors, 0, rows);
        addRows(
            sums(blocks, i),
            factors,
            row(blocks, 0),
            row(blocks, 1),
            row(blocks, 2),
            row(blocks, 3));
      }
    }
    for (int i = 0; i < height; i++) {
      System.arraycopy(sums(blocks, i), 0, c, cStart + i * cStep, WIDTH);
    }
    blocks.giveBack();
  }

  private static float[] sums(Blocks blocks, int i) {
    return blocks.floats(i, WIDTH);
  }

  private static float[] row(Blocks blocks, int row) {
    return blocks.floats(HEIGHT + row, WIDTH);
  }

  private static void addRows(
      float[] sums, float[] factors, float[] row0, float[] row1, float[] row2, float[] row3) {
    float factor0 = factors[0];
    float factor1 = factors[1];
    float factor2 = factors[2];
    float factor3 = factors[3];
    for (int j = 0; j < WIDTH; j++) {
      sums[j] =
          sums[j] + factor0 * row0[j] + factor1 * row1[j] + factor2 * row2[j] + factor3 * row3[j];
    }
  }

  @Override
  public void addMultiple(float factor, float[] x, int xStart, int length, float[] y, int yStart) {
    Blocks blocks = Blocks.take();
    float[] multiples = blocks.floats(0, length);
    float[] sums = blocks.floats(1, length);
    System.arraycopy(x, xStart, multiples, 0, length);
    System.arraycopy(y, yStart, sums, 0, length);
    for (int i = 0; i < length; i++) {
      sums[i] += factor * multiples[i];
    }
    System.arraycopy(sums, 0, y, yStart, length);
    blocks.giveBack();
  }
}
