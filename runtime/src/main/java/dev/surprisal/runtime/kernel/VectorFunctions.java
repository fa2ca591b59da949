package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API on blocks, a function at a time: a block has room behind its last value, so there
 * is no end to be treated apart. What is long, or plain arithmetic, stays with the plain loops.
 */
@SuppressWarnings("serial")
final class VectorFunctions extends ScalarFunctions {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final VectorDoubleKernels RANGES = new VectorDoubleKernels();

  @Override
  public void exp(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      VectorDoubleMath.exp(v.min(ScalarMath.LARGEST_EXPONENT))
          .blend(v, v.compare(EQ, Double.POSITIVE_INFINITY))
          .intoArray(out, i);
    }
  }

  @Override
  public void expm1(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector exponent = v.max(ScalarMath.LEAST_EXPM1).min(ScalarMath.LARGEST_EXPONENT);
      DoubleVector rounded = VectorDoubleMath.rounded(exponent);
      DoubleVector power = VectorDoubleMath.powerOfTwo(rounded);
      VectorDoubleMath.expMinusPower(exponent, rounded)
          .add(power.sub(1))
          .blend(v, v.compare(EQ, Double.POSITIVE_INFINITY))
          .intoArray(out, i);
    }
  }

  @Override
  public void expAboveTangent(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector far =
          VectorDoubleMath.exp(v.min(ScalarMath.LARGEST_EXPONENT))
              .blend(v, v.compare(EQ, Double.POSITIVE_INFINITY))
              .sub(1)
              .sub(v.min(Double.MAX_VALUE));
      VectorDoubleMath.expAboveTangent(v).blend(far, v.abs().compare(GT, 1)).intoArray(out, i);
    }
  }

  @Override
  public void log(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      VectorDoubleMath.log(v)
          .blend(Double.NEGATIVE_INFINITY, v.compare(EQ, 0))
          .blend(Double.NaN, v.compare(LT, 0))
          .blend(v, v.compare(EQ, Double.POSITIVE_INFINITY).or(v.test(IS_NAN)))
          .intoArray(out, i);
    }
  }

  @Override
  public void softplus(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector e =
          VectorDoubleMath.exp(VectorDoubleMath.minusAbs(v, VectorDoubleMath.leansToYes(v)));
      VectorDoubleMath.log1p(e).add(v.max(0)).intoArray(out, i);
    }
  }

  @Override
  public void sigmoid(double[] x, int length, double[] out) {
    RANGES.sigmoid(x, 0, length, out);
  }

  @Override
  public void sigmoidSlope(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector e =
          VectorDoubleMath.exp(VectorDoubleMath.minusAbs(v, VectorDoubleMath.leansToYes(v)));
      DoubleVector onePlusE = e.add(1);
      e.div(onePlusE.mul(onePlusE)).intoArray(out, i);
    }
  }

  @Override
  public void surprisals(double[] x, int length, double[] ofNo, double[] ofYes) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(v);
      DoubleVector e = VectorDoubleMath.exp(VectorDoubleMath.minusAbs(v, leansToYes));
      DoubleVector log1p = VectorDoubleMath.log1p(e);
      log1p.add(v.max(0)).intoArray(ofNo, i);
      log1p.add(v.neg().max(0)).intoArray(ofYes, i);
    }
  }

  @Override
  public void answers(
      double[] x,
      int length,
      double[] surprisalOfNo,
      double[] surprisalOfYes,
      double[] yes,
      double[] no) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(v);
      DoubleVector e = VectorDoubleMath.exp(VectorDoubleMath.minusAbs(v, leansToYes));
      DoubleVector log1p = VectorDoubleMath.log1p(e);
      log1p.add(v.max(0)).intoArray(surprisalOfNo, i);
      log1p.add(v.neg().max(0)).intoArray(surprisalOfYes, i);
      DoubleVector likely = broadcast(SPECIES, 1).div(e.add(1));
      DoubleVector unlikely = e.mul(likely);
      unlikely.blend(likely, leansToYes).intoArray(yes, i);
      likely.blend(unlikely, leansToYes).intoArray(no, i);
    }
  }

  @Override
  public void weigh(double[] weights, double[] x, int length, double[] out) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, i);
      weight
          .mul(DoubleVector.fromArray(SPECIES, x, i))
          .blend(0, weight.compare(EQ, 0))
          .intoArray(out, i);
    }
  }

  @Override
  public void choose(
      boolean[] which, int start, double[] first, double[] second, int length, double[] out) {
    int whole = length - length % LANES;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector.fromArray(SPECIES, second, i)
          .blend(
              DoubleVector.fromArray(SPECIES, first, i),
              VectorMask.fromArray(SPECIES, which, start + i))
          .intoArray(out, i);
    }
    // Conditions have no room behind the last.
    choose(which, start, first, second, whole, length, out);
  }

  @Override
  public void normal(double[] x, int length, double[] tail, double[] hazard, double[] hazardAbove) {
    hazards(x, length, tail, hazard, hazardAbove);
    logOfHazard(x, length, hazard, tail);
    logOfOdds(x, length, tail);
  }

  /** As {@link NormalTail} has them; the hazard of |x| beside them. */
  private static void hazards(
      double[] x, int length, double[] hazardOfSize, double[] hazard, double[] hazardAbove) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector size = v.abs();
      DoubleVector within = size.min(NormalTail.VANISHING);
      DoubleVector high =
          within.reinterpretAsLongs().and(NormalTail.HIGH_BITS).reinterpretAsDoubles();
      DoubleVector e = VectorDoubleMath.exp(high.mul(high).mul(-0.5));
      DoubleVector rest = high.sub(within).mul(high.add(within)).mul(0.5);
      DoubleVector ofRest = rest.mul(1.0 / 6).add(0.5).mul(rest).add(1).mul(rest).add(1);
      DoubleVector density = e.mul(NormalTail.INVERSE_ROOT_TWO_PI).mul(ofRest);
      DoubleVector shifted = size.add(3);
      DoubleVector place = broadcast(SPECIES, -6).div(shifted).add(1);
      DoubleVector polynomial = broadcast(SPECIES, NormalTail.ABOVE[NormalTail.ABOVE.length - 1]);
      for (int k = NormalTail.ABOVE.length - 2; k >= 0; k--) {
        polynomial = polynomial.mul(place).add(NormalTail.ABOVE[k]);
      }
      DoubleVector above = polynomial.div(shifted);
      DoubleVector ofSize = size.add(above);
      VectorMask<Double> isBelow = v.compare(LT, 0);
      DoubleVector ofBelow = density.div(broadcast(SPECIES, 1).sub(density.div(ofSize)));
      DoubleVector result = ofSize.blend(ofBelow, isBelow);
      ofSize.intoArray(hazardOfSize, i);
      result.intoArray(hazard, i);
      above.blend(result.sub(v), isBelow).intoArray(hazardAbove, i);
    }
  }

  /** The tail of x of 0 or more; below 0, the odds of what is below it. */
  private static void logOfHazard(double[] x, int length, double[] hazard, double[] tail) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector ofSize = DoubleVector.fromArray(SPECIES, tail, i);
      DoubleVector log = VectorDoubleMath.log(ofSize);
      v.mul(v)
          .mul(0.5)
          .add(log.add(NormalTail.HALF_LOG_TWO_PI))
          .blend(DoubleVector.fromArray(SPECIES, hazard, i).div(ofSize), v.compare(LT, 0))
          .intoArray(tail, i);
    }
  }

  /** The tail below 0, of the odds of what is below it. */
  private static void logOfOdds(double[] x, int length, double[] tail) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector odds = DoubleVector.fromArray(SPECIES, tail, i);
      odds.blend(VectorDoubleMath.log1p(odds), DoubleVector.fromArray(SPECIES, x, i).compare(LT, 0))
          .intoArray(tail, i);
    }
  }

  @Override
  public void abs(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, i).abs().intoArray(out, i);
    }
  }

  @Override
  public void sign(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      v.blend(1, v.compare(GT, 0)).blend(-1, v.compare(LT, 0)).intoArray(out, i);
    }
  }

  @Override
  public void belowZero(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      v.blend(0, v.compare(GE, 0)).blend(1, v.compare(LT, 0)).intoArray(out, i);
    }
  }
}
