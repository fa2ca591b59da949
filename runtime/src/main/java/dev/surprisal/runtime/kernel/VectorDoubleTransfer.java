package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Between arrays and blocks of double. */
final class VectorDoubleTransfer {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** As many floats as there are doubles in a vector. */
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

  /** Twice as many: a pair for each double of a vector. */
  private static final VectorSpecies<Float> PAIRS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize()));

  /** Brings the first, or the second, of each pair to the first half of a vector. */
  private static final List<VectorShuffle<Float>> ONE_OF_PAIR =
      List.of(
          VectorShuffle.fromOp(PAIRS, i -> 2 * i % (2 * LANES)),
          VectorShuffle.fromOp(PAIRS, i -> (2 * i + 1) % (2 * LANES)));

  /** Brings the first half of a vector to both places of each pair. */
  private static final VectorShuffle<Float> TO_PAIRS = VectorShuffle.fromOp(PAIRS, i -> i / 2);

  /** The lanes of the first, or the second, of each pair. */
  private static final List<VectorMask<Float>> IN_PAIR =
      List.of(
          VectorMask.fromLong(PAIRS, 0x5555555555555555L),
          VectorMask.fromLong(PAIRS, 0xAAAAAAAAAAAAAAAAL));

  private static final ScalarDoubleBlocks SCALAR = new ScalarDoubleBlocks();

  private VectorDoubleTransfer() {}

  static void read(float[] x, int start, int length, double[] out, int first) {
    int end = SPECIES.loopBound(length);
    for (int i = 0; i < end; i += LANES) {
      ((DoubleVector) FloatVector.fromArray(FLOATS, x, start + i).convertShape(F2D, SPECIES, 0))
          .intoArray(out, first + i);
    }
    for (int i = end; i < length; i++) {
      out[first + i] = x[start + i];
    }
  }

  static void read(double[] x, int start, int length, double[] out, int first) {
    System.arraycopy(x, start, out, first, length);
  }

  static void write(double[] x, int first, int length, double scale, float[] out, int start) {
    int end = SPECIES.loopBound(length);
    for (int i = 0; i < end; i += LANES) {
      ((FloatVector)
              DoubleVector.fromArray(SPECIES, x, first + i).mul(scale).convertShape(D2F, FLOATS, 0))
          .intoArray(out, start + i);
    }
    for (int i = end; i < length; i++) {
      out[start + i] = (float) (scale * x[first + i]);
    }
  }

  static void write(double[] x, int first, int length, double scale, double[] out, int start) {
    for (int i = 0; i < length; i++) {
      out[start + i] = scale * x[first + i];
    }
  }

  static void read(float[] x, int part, int parts, int size, int start, int length, double[] out) {
    if (size == 1 && parts == 2) {
      int end = SPECIES.loopBound(length);
      for (int i = 0; i < end; i += LANES) {
        ((DoubleVector)
                FloatVector.fromArray(PAIRS, x, 2 * (start + i))
                    .rearrange(ONE_OF_PAIR.get(part))
                    .convertShape(F2D, SPECIES, 0))
            .intoArray(out, i);
      }
      SCALAR.read(x, part, parts, size, start, end, length, out);
      return;
    }
    for (int i = 0, end; i < length; i = end) {
      end = ScalarDoubleBlocks.endOfRow(size, start, i, length);
      read(x, ScalarDoubleBlocks.place(part, parts, size, start + i), end - i, out, i);
    }
  }

  static void write(
      double[] x, int length, double scale, float[] out, int part, int parts, int size, int start) {
    if (size == 1 && parts == 2) {
      int end = SPECIES.loopBound(length);
      for (int i = 0; i < end; i += LANES) {
        ((FloatVector) DoubleVector.fromArray(SPECIES, x, i).mul(scale).convertShape(D2F, PAIRS, 0))
            .rearrange(TO_PAIRS)
            .intoArray(out, 2 * (start + i), IN_PAIR.get(part));
      }
      SCALAR.write(x, end, length, scale, out, part, parts, size, start);
      return;
    }
    for (int i = 0, end; i < length; i = end) {
      end = ScalarDoubleBlocks.endOfRow(size, start, i, length);
      int place = ScalarDoubleBlocks.place(part, parts, size, start + i);
      write(x, i, end - i, scale, out, place);
    }
  }
}
