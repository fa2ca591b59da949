package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link VectorFloatGaussian} for rows of which several fill a vector: it holds the means and the
 * log-variances of each in turn, which are put in order and back again.
 */
final class VectorFloatShortGaussian {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int VALUES = VectorFloatGaussian.VALUES;

  private static final ScalarFloatKernels REST = new ScalarFloatKernels();

  /** By the size of a row; there is none where rows do not fill a vector. */
  private static final Order[] ORDERS = new Order[VALUES + 1];

  static {
    for (int size = 1; size <= VALUES; size *= 2) {
      ORDERS[size] = Order.ofSize(size);
    }
  }

  private VectorFloatShortGaussian() {}

  /**
   * The order of a vector of outputs.
   *
   * @param means brings the means to the first half
   * @param variances brings the log-variances to the first half
   * @param second brings the first half to the second, and zeros to the first
   * @param back takes means in the first half and log-variances in the second to where they were
   */
  private record Order(
      VectorShuffle<Float> means,
      VectorShuffle<Float> variances,
      VectorShuffle<Float> second,
      VectorShuffle<Float> back) {

    static Order ofSize(int size) {
      int[] means = new int[2 * VALUES];
      int[] variances = new int[2 * VALUES];
      int[] second = new int[2 * VALUES];
      int[] back = new int[2 * VALUES];
      for (int value = 0; value < VALUES; value++) {
        int mean = value / size * 2 * size + value % size;
        means[value] = mean;
        variances[value] = mean + size;
        second[value] = VALUES;
        second[VALUES + value] = value;
        back[mean] = value;
        back[mean + size] = VALUES + value;
      }
      return new Order(
          VectorShuffle.fromArray(SPECIES, means, 0),
          VectorShuffle.fromArray(SPECIES, variances, 0),
          VectorShuffle.fromArray(SPECIES, second, 0),
          VectorShuffle.fromArray(SPECIES, back, 0));
    }
  }

  static double surprisal(float[] z, float[] y, int from, int to, int size) {
    int end = endOfVectors(from, to, size);
    double sum = end > from ? surprisalOfVectors(z, y, from * size, end * size, ORDERS[size]) : 0;
    return sum + REST.gaussianSurprisal(z, y, end, to, size);
  }

  static double residual(
      float[] z, float[] y, int from, int to, int size, double scale, float[] out) {
    int end = endOfVectors(from, to, size);
    double sum =
        end > from ? residualOfVectors(z, y, from * size, end * size, ORDERS[size], scale, out) : 0;
    return sum + REST.gaussianResidual(z, y, end, to, size, scale, out);
  }

  /** The row after the last that has its part in a vector. */
  private static int endOfVectors(int from, int to, int size) {
    return VALUES % size == 0 ? to - (to - from) % (VALUES / size) : from;
  }

  private static double surprisalOfVectors(float[] z, float[] y, int start, int end, Order order) {
    VectorShuffle<Float> means = order.means;
    VectorShuffle<Float> variances = order.variances;
    DoubleVector sum = broadcast(DOUBLES, 0);
    for (int i = start; i < end; i += VALUES) {
      FloatVector outputs = FloatVector.fromArray(SPECIES, z, 2 * i);
      DoubleVector s = (DoubleVector) outputs.rearrange(variances).convertShape(F2D, DOUBLES, 0);
      DoubleVector inverse = VectorDoubleMath.inverseDeviation(s);
      DoubleVector standardised =
          ((DoubleVector) outputs.rearrange(means).convertShape(F2D, DOUBLES, 0))
              .sub(
                  FloatVector.fromArray(VectorFloatGaussian.HALF, y, i)
                      .convertShape(F2D, DOUBLES, 0))
              .mul(inverse);
      sum = sum.add(s.add(standardised.mul(standardised)));
    }
    double total = 0;
    for (int lane = 0; lane < VALUES; lane++) {
      total += sum.lane(lane);
    }
    return total / 2;
  }

  private static double residualOfVectors(
      float[] z, float[] y, int start, int end, Order order, double scale, float[] out) {
    double halfScale = scale / 2;
    VectorShuffle<Float> means = order.means;
    VectorShuffle<Float> variances = order.variances;
    VectorShuffle<Float> second = order.second;
    VectorShuffle<Float> back = order.back;
    DoubleVector sum = broadcast(DOUBLES, 0);
    for (int i = start; i < end; i += VALUES) {
      FloatVector outputs = FloatVector.fromArray(SPECIES, z, 2 * i);
      DoubleVector s = (DoubleVector) outputs.rearrange(variances).convertShape(F2D, DOUBLES, 0);
      DoubleVector inverse = VectorDoubleMath.inverseDeviation(s);
      DoubleVector standardised =
          ((DoubleVector) outputs.rearrange(means).convertShape(F2D, DOUBLES, 0))
              .sub(
                  FloatVector.fromArray(VectorFloatGaussian.HALF, y, i)
                      .convertShape(F2D, DOUBLES, 0))
              .mul(inverse);
      DoubleVector square = standardised.mul(standardised);
      sum = sum.add(s.add(square));
      FloatVector byMean =
          (FloatVector) standardised.mul(inverse).mul(scale).convertShape(D2F, SPECIES, 0);
      FloatVector byVariance =
          (FloatVector)
              broadcast(DOUBLES, 1).sub(square).mul(halfScale).convertShape(D2F, SPECIES, 0);
      byMean.add(byVariance.rearrange(second)).rearrange(back).intoArray(out, 2 * i);
    }
    double total = 0;
    for (int lane = 0; lane < VALUES; lane++) {
      total += sum.lane(lane);
    }
    return total / 2;
  }
}
