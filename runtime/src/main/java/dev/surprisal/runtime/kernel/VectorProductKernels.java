package dev.surprisal.runtime.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products by the Vector API. The twelve vectors of a block are variables, since the compiler keeps
 * no array of vectors in registers.
 */
final class VectorProductKernels implements ProductKernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = 2 * LANES;

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
    if (height == HEIGHT) {
      addBlock(a, aStart, aStep, b, bStart, length, c, cStart, cStep);
      return;
    }
    for (int i = 0; i < height; i++) {
      addRow(a, aStart + i * aStep, b, bStart, length, c, cStart + i * cStep);
    }
  }

  private static void addBlock(
      float[] a,
      int aStart,
      int aStep,
      float[] b,
      int bStart,
      int length,
      float[] c,
      int cStart,
      int cStep) {
    int a1 = aStart + aStep;
    int a2 = a1 + aStep;
    int a3 = a2 + aStep;
    int a4 = a3 + aStep;
    int a5 = a4 + aStep;
    int c1 = cStart + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    int c4 = c3 + cStep;
    int c5 = c4 + cStep;
    FloatVector left0 = FloatVector.fromArray(SPECIES, c, cStart);
    FloatVector right0 = FloatVector.fromArray(SPECIES, c, cStart + LANES);
    FloatVector left1 = FloatVector.fromArray(SPECIES, c, c1);
    FloatVector right1 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
    FloatVector left2 = FloatVector.fromArray(SPECIES, c, c2);
    FloatVector right2 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
    FloatVector left3 = FloatVector.fromArray(SPECIES, c, c3);
    FloatVector right3 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
    FloatVector left4 = FloatVector.fromArray(SPECIES, c, c4);
    FloatVector right4 = FloatVector.fromArray(SPECIES, c, c4 + LANES);
    FloatVector left5 = FloatVector.fromArray(SPECIES, c, c5);
    FloatVector right5 = FloatVector.fromArray(SPECIES, c, c5 + LANES);
    for (int k = 0, row = bStart; k < length; k++, row += WIDTH) {
      FloatVector left = FloatVector.fromArray(SPECIES, b, row);
      FloatVector right = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector factor0 = FloatVector.broadcast(SPECIES, a[aStart + k]);
      left0 = factor0.fma(left, left0);
      right0 = factor0.fma(right, right0);
      FloatVector factor1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      left1 = factor1.fma(left, left1);
      right1 = factor1.fma(right, right1);
      FloatVector factor2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      left2 = factor2.fma(left, left2);
      right2 = factor2.fma(right, right2);
      FloatVector factor3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      left3 = factor3.fma(left, left3);
      right3 = factor3.fma(right, right3);
      FloatVector factor4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      left4 = factor4.fma(left, left4);
      right4 = factor4.fma(right, right4);
      FloatVector factor5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
      left5 = factor5.fma(left, left5);
      right5 = factor5.fma(right, right5);
    }
    left0.intoArray(c, cStart);
    right0.intoArray(c, cStart + LANES);
    left1.intoArray(c, c1);
    right1.intoArray(c, c1 + LANES);
    left2.intoArray(c, c2);
    right2.intoArray(c, c2 + LANES);
    left3.intoArray(c, c3);
    right3.intoArray(c, c3 + LANES);
    left4.intoArray(c, c4);
    right4.intoArray(c, c4 + LANES);
    left5.intoArray(c, c5);
    right5.intoArray(c, c5 + LANES);
  }

  private static void addRow(
      float[] a, int aStart, float[] b, int bStart, int length, float[] c, int cStart) {
    FloatVector left = FloatVector.fromArray(SPECIES, c, cStart);
    FloatVector right = FloatVector.fromArray(SPECIES, c, cStart + LANES);
    for (int k = 0, row = bStart; k < length; k++, row += WIDTH) {
      FloatVector factor = FloatVector.broadcast(SPECIES, a[aStart + k]);
      left = factor.fma(FloatVector.fromArray(SPECIES, b, row), left);
      right = factor.fma(FloatVector.fromArray(SPECIES, b, row + LANES), right);
    }
    left.intoArray(c, cStart);
    right.intoArray(c, cStart + LANES);
  }

  @Override
  public void addMultiple(float factor, float[] x, int xStart, int length, float[] y, int yStart) {
    int end = SPECIES.loopBound(length);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.broadcast(SPECIES, factor)
          .fma(
              FloatVector.fromArray(SPECIES, x, xStart + i),
              FloatVector.fromArray(SPECIES, y, yStart + i))
          .intoArray(y, yStart + i);
    }
    for (int i = end; i < length; i++) {
      y[yStart + i] = Math.fma(factor, x[xStart + i], y[yStart + i]);
    }
  }
}
