package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.FROM_DOUBLE;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.PART;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.TO_DOUBLE;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import jdk.incubator.vector.__Real__Vector;

/**
 * The Vector API on whole vectors: a block has room behind its last value, so there is no end to be
 * treated apart.
 */
@SuppressWarnings("serial")
final class Vector__Real__Blocks extends Vector__Real__SoftCaps {
  private static final VectorSpecies<__Real__> SPECIES = __Real__Vector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int IN_DOUBLE = DOUBLES.length();

  private static final Scalar__Real__Blocks SCALAR = new Scalar__Real__Blocks();
  private static final Vector__Real__Kernels RANGES = new Vector__Real__Kernels();

  @Override
  public void read(float[] x, int start, int length, __real__[] out) {
    Vector__Real__Transfer.read(x, start, length, out, 0);
  }

  @Override
  public void read(double[] x, int start, int length, __real__[] out) {
    Vector__Real__Transfer.read(x, start, length, out, 0);
  }

  @Override
  public void write(__real__[] x, int length, double scale, float[] out, int start) {
    Vector__Real__Transfer.write(x, 0, length, scale, out, start);
  }

  @Override
  public void write(__real__[] x, int length, double scale, double[] out, int start) {
    Vector__Real__Transfer.write(x, 0, length, scale, out, start);
  }

  @Override
  public void read(
      float[] x, int part, int parts, int size, int start, int length, __real__[] out) {
    Vector__Real__Transfer.read(x, part, parts, size, start, length, out);
  }

  @Override
  public void read(
      double[] x, int part, int parts, int size, int start, int length, __real__[] out) {
    SCALAR.read(x, part, parts, size, start, length, out);
  }

  @Override
  public void write(
      __real__[] x,
      int length,
      double scale,
      float[] out,
      int part,
      int parts,
      int size,
      int start) {
    Vector__Real__Transfer.write(x, length, scale, out, part, parts, size, start);
  }

  @Override
  public void write(
      __real__[] x,
      int length,
      double scale,
      double[] out,
      int part,
      int parts,
      int size,
      int start) {
    SCALAR.write(x, length, scale, out, part, parts, size, start);
  }

  @Override
  public void perOutput(double[] x, int positions, int start, int length, __real__[] out) {
    SCALAR.perOutput(x, positions, start, length, out);
  }

  @Override
  public void inversePerOutput(double[] x, int positions, int start, int length, __real__[] out) {
    SCALAR.inversePerOutput(x, positions, start, length, out);
  }

  @Override
  public void perRow(
      double[] x, int size, int positions, int start, int length, __real__[] out) {
    SCALAR.perRow(x, size, positions, start, length, out);
  }

  @Override
  public double logistic(
      __real__[] z, double[] yes, double[] no, int length, __real__[] softplus) {
    storeExpOfMinusAbs(z, length, softplus);
    storeLog1p(softplus, length, softplus);
    return surprisal(z, yes, no, length, softplus);
  }

  @Override
  public double logistic(
      __real__[] z,
      double[] yes,
      double[] no,
      int length,
      __real__[] softplus,
      __real__[] residual) {
    storeExpOfMinusAbs(z, length, residual);
    storeLog1pAndShare(residual, length, softplus);
    return surprisalAndResidual(z, yes, no, length, softplus, residual);
  }

  @Override
  public double logistic(
      __real__[] z,
      double[] yes,
      double[] no,
      int length,
      __real__[] softplus,
      __real__[] residual,
      __real__[] curvature) {
    storeExpOfMinusAbs(z, length, residual);
    slope(yes, no, length, residual, curvature);
    storeLog1pAndShare(residual, length, softplus);
    return surprisalAndResidual(z, yes, no, length, softplus, residual);
  }

  private static void storeExpOfMinusAbs(__real__[] z, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector logit = __Real__Vector.fromArray(SPECIES, z, i);
      Vector__Real__Math.exp(
              Vector__Real__Math.minusAbs(logit, Vector__Real__Math.leansToYes(logit)))
          .intoArray(out, i);
    }
  }

  private static void storeLog1p(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      Vector__Real__Math.log1p(__Real__Vector.fromArray(SPECIES, x, i)).intoArray(out, i);
    }
  }

  /** From exp(&minus;|z|). */
  private static void slope(
      double[] yes, double[] no, int length, __real__[] exp, __real__[] out) {
    for (int i = 0; i < length; i += IN_DOUBLE) {
      DoubleVector both =
          DoubleVector.fromArray(DOUBLES, yes, i).add(DoubleVector.fromArray(DOUBLES, no, i));
      DoubleVector e =
          (DoubleVector)
              __Real__Vector.fromArray(PART, exp, i)
                  .convertShape(TO_DOUBLE, DOUBLES, 0)
                  .blend(0, both.compare(EQ, 0));
      DoubleVector onePlusE = e.add(1);
      ((__Real__Vector) both.mul(e).convertShape(FROM_DOUBLE, PART, 0))
          .div(onePlusE.mul(onePlusE).convertShape(FROM_DOUBLE, PART, 0))
          .intoArray(out, i);
    }
  }

  /** From log(1 + exp(&minus;|z|)). What lies behind the values gets no weight. */
  private static double surprisal(
      __real__[] z, double[] yes, double[] no, int length, __real__[] log1p) {
    int end = DOUBLES.loopBound(length + IN_DOUBLE - 1);
    Arrays.fill(yes, length, end, 0);
    Arrays.fill(no, length, end, 0);
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    for (int i = 0; i < end; i += IN_DOUBLE) {
      DoubleVector logit =
          (DoubleVector) __Real__Vector.fromArray(PART, z, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector softplus =
          (DoubleVector)
              __Real__Vector.fromArray(PART, log1p, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      VectorMask<Double> leansToYes = logit.compare(GT, 0);
      DoubleVector ifYes = DoubleVector.fromArray(DOUBLES, yes, i);
      DoubleVector ifNo = DoubleVector.fromArray(DOUBLES, no, i);
      DoubleVector miss = ifYes.neg().blend(ifNo, leansToYes);
      DoubleVector linear = logit.mul(miss).blend(0, miss.compare(EQ, 0).andNot(leansToYes));
      DoubleVector both = ifYes.add(ifNo);
      sum = sum.add(softplus.fma(both, linear).blend(0, both.compare(EQ, 0)));
    }
    double total = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum.lane(lane);
    }
    return total;
  }

  /** From e = exp(&minus;|z|), e / (1 + e) in its place: the probability of the less probable. */
  private static void storeLog1pAndShare(__real__[] exp, int length, __real__[] log1p) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector e = __Real__Vector.fromArray(SPECIES, exp, i);
      Vector__Real__Math.log1p(e).intoArray(log1p, i);
      e.div(e.add(1)).intoArray(exp, i);
    }
  }

  /**
   * As {@link #surprisal}, and from the probability of the less probable answer the residual in its
   * place: no less both times it where z leans to yes, both times it less yes where it does not.
   */
  private static double surprisalAndResidual(
      __real__[] z,
      double[] yes,
      double[] no,
      int length,
      __real__[] log1p,
      __real__[] residual) {
    int end = DOUBLES.loopBound(length + IN_DOUBLE - 1);
    Arrays.fill(yes, length, end, 0);
    Arrays.fill(no, length, end, 0);
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    for (int i = 0; i < end; i += IN_DOUBLE) {
      DoubleVector logit =
          (DoubleVector) __Real__Vector.fromArray(PART, z, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector softplus =
          (DoubleVector)
              __Real__Vector.fromArray(PART, log1p, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector less =
          (DoubleVector)
              __Real__Vector.fromArray(PART, residual, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector ifYes = DoubleVector.fromArray(DOUBLES, yes, i);
      DoubleVector ifNo = DoubleVector.fromArray(DOUBLES, no, i);
      VectorMask<Double> leansToYes = logit.compare(GT, 0);
      DoubleVector miss = ifYes.neg().blend(ifNo, leansToYes);
      DoubleVector linear = logit.mul(miss).blend(0, miss.compare(EQ, 0));
      DoubleVector both = ifYes.add(ifNo);
      VectorMask<Double> isNothing = both.compare(EQ, 0);
      sum = sum.add(softplus.fma(both, linear).blend(0, isNothing));
      DoubleVector derivative = both.blend(both.neg(), leansToYes).fma(less, miss);
      // Plus 0, which takes the sign from a 0.
      ((__Real__Vector) derivative.blend(0, isNothing).convertShape(FROM_DOUBLE, PART, 0))
          .add(0)
          .intoArray(residual, i);
    }
    double total = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum.lane(lane);
    }
    return total;
  }

  @Override
  public void zeroBesideNan(float[] x, int start, int length, __real__[] out) {
    SCALAR.zeroBesideNan(x, start, length, out);
  }

  @Override
  public void zeroBesideNan(double[] x, int start, int length, __real__[] out) {
    SCALAR.zeroBesideNan(x, start, length, out);
  }

  @Override
  public void weigh(__real__[] weights, __real__[] x, int length) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector weight = __Real__Vector.fromArray(SPECIES, weights, i);
      weight
          .mul(__Real__Vector.fromArray(SPECIES, x, i))
          .blend(0, weight.compare(EQ, 0))
          .intoArray(x, i);
    }
  }

  @Override
  public double sum(__real__[] x, int length) {
    return length < 2 * LANES ? SCALAR.sum(x, length) : RANGES.sum(x, 0, length);
  }
}
