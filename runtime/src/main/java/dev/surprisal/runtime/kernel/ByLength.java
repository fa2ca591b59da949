package dev.surprisal.runtime.kernel;

/**
 * Scalar kernels for ranges shorter than a vector or, where the rest of a range costs most, than
 * two; vector kernels for the others, and for what must not depend on the range. Of their own
 * accord both would be right for either; but a loop over vectors that the compiler has seen run
 * empty stays badly compiled when longer ranges come, and allocates.
 *
 * <p>A record, since the compiler takes the fields of records for constants and so knows what is
 * called.
 *
 * @param lanes the length of a vector
 * @param shorter for ranges of few values
 * @param longer for the others
 */
record ByLength<A>(int lanes, RowKernels<A> shorter, RowKernels<A> longer)
    implements RowKernels<A> {

  /** Vectors that are few: the lanes beside them cost as much as they save. */
  static final int FEW = 2;

  @Override
  public double max(A z, int start, int length) {
    return length < lanes ? shorter.max(z, start, length) : longer.max(z, start, length);
  }

  @Override
  public int commonExponent(A z, int start, int length) {
    return length < lanes
        ? shorter.commonExponent(z, start, length)
        : longer.commonExponent(z, start, length);
  }

  @Override
  public void storeScaledExp(A z, int start, int length, int exponent, A out) {
    longer.storeScaledExp(z, start, length, exponent, out);
  }

  @Override
  public double sumScaledExp(A z, int start, int length, int exponent) {
    return longer.sumScaledExp(z, start, length, exponent);
  }

  @Override
  public double scaledExp(A z, int i, int exponent) {
    return longer.scaledExp(z, i, exponent);
  }

  @Override
  public double sumExpOfSegment(A z, int start, int length, double shift) {
    return length < lanes
        ? shorter.sumExpOfSegment(z, start, length, shift)
        : longer.sumExpOfSegment(z, start, length, shift);
  }

  @Override
  public double storeExpOfSegment(A z, int start, int length, double shift, A out) {
    return length < lanes
        ? shorter.storeExpOfSegment(z, start, length, shift, out)
        : longer.storeExpOfSegment(z, start, length, shift, out);
  }

  @Override
  public void scale(A x, int start, int length, double factor) {
    if (length < FEW * lanes) {
      shorter.scale(x, start, length, factor);
    } else {
      longer.scale(x, start, length, factor);
    }
  }

  @Override
  public void indicatorVariance(A x, int start, int length, double total, double scale) {
    if (length < lanes) {
      shorter.indicatorVariance(x, start, length, total, scale);
    } else {
      longer.indicatorVariance(x, start, length, total, scale);
    }
  }

  @Override
  public double softplusMinusProductOfBlock(A z, A y, int start, int length) {
    return length < lanes
        ? shorter.softplusMinusProductOfBlock(z, y, start, length)
        : longer.softplusMinusProductOfBlock(z, y, start, length);
  }

  @Override
  public double sigmoidMinusOfBlock(A z, A y, int start, int length, double scale, A out) {
    return length < lanes
        ? shorter.sigmoidMinusOfBlock(z, y, start, length, scale, out)
        : longer.sigmoidMinusOfBlock(z, y, start, length, scale, out);
  }

  @Override
  public void sigmoid(A z, int start, int length, A out) {
    if (length < lanes) {
      shorter.sigmoid(z, start, length, out);
    } else {
      longer.sigmoid(z, start, length, out);
    }
  }

  @Override
  public void sigmoidSlope(A z, int start, int length, double scale, A out) {
    if (length < lanes) {
      shorter.sigmoidSlope(z, start, length, scale, out);
    } else {
      longer.sigmoidSlope(z, start, length, scale, out);
    }
  }

  @Override
  public double halfSquaredDistance(A z, A y, int start, int length) {
    return length < lanes
        ? shorter.halfSquaredDistance(z, y, start, length)
        : longer.halfSquaredDistance(z, y, start, length);
  }

  @Override
  public double difference(A z, A y, int start, int length, double scale, A out) {
    return length < lanes
        ? shorter.difference(z, y, start, length, scale, out)
        : longer.difference(z, y, start, length, scale, out);
  }

  @Override
  public double weightedHalfSquaredDistance(A z, A y, int start, int length, double[] weights) {
    return length < lanes
        ? shorter.weightedHalfSquaredDistance(z, y, start, length, weights)
        : longer.weightedHalfSquaredDistance(z, y, start, length, weights);
  }

  @Override
  public double weightedDifference(
      A z, A y, int start, int length, double[] weights, double scale, A out) {
    return length < lanes
        ? shorter.weightedDifference(z, y, start, length, weights, scale, out)
        : longer.weightedDifference(z, y, start, length, weights, scale, out);
  }

  @Override
  public double sum(A x, int start, int length) {
    return length < FEW * lanes ? shorter.sum(x, start, length) : longer.sum(x, start, length);
  }

  @Override
  public double sumBelow(A z, int start, int length, double from) {
    return length < FEW * lanes
        ? shorter.sumBelow(z, start, length, from)
        : longer.sumBelow(z, start, length, from);
  }

  @Override
  public double sumBelow(A z, int start, int length, double from, double[] weights) {
    return length < FEW * lanes
        ? shorter.sumBelow(z, start, length, from, weights)
        : longer.sumBelow(z, start, length, from, weights);
  }

  @Override
  public double sumBelow(A z, A weights, int start, int length, double from) {
    return length < FEW * lanes
        ? shorter.sumBelow(z, weights, start, length, from)
        : longer.sumBelow(z, weights, start, length, from);
  }

  @Override
  public void scaleMinus(A x, int start, int length, double factor, double y) {
    if (length < FEW * lanes) {
      shorter.scaleMinus(x, start, length, factor, y);
    } else {
      longer.scaleMinus(x, start, length, factor, y);
    }
  }

  @Override
  public void scaleMinus(A x, int start, int length, double factor, double[] y, double times) {
    if (length < FEW * lanes) {
      shorter.scaleMinus(x, start, length, factor, y, times);
    } else {
      longer.scaleMinus(x, start, length, factor, y, times);
    }
  }

  @Override
  public void scaleMinus(A x, A y, int start, int length, double factor, double times) {
    if (length < FEW * lanes) {
      shorter.scaleMinus(x, y, start, length, factor, times);
    } else {
      longer.scaleMinus(x, y, start, length, factor, times);
    }
  }

  @Override
  public int firstOutside(A x, int start, int length, double low, double high) {
    return length < lanes
        ? shorter.firstOutside(x, start, length, low, high)
        : longer.firstOutside(x, start, length, low, high);
  }
}
