package dev.surprisal.processor;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What rounding may do to the loss, the gradient and the curvature of a row: so many units of the
 * precision times the result, more for exponentials of rounded arguments, and so many units of
 * double, in which is added up, times the terms of a sum that may cancel. It does not depend on
 * what was measured.
 *
 * @param loss the error of the loss
 * @param gradient that of the gradient by each output
 * @param curvature that of the curvature by each output
 */
record ErrorBound(double loss, double[] gradient, double[] curvature) {
  /** Of a function in a kernel, and the division, weight, scale and rounding that follow. */
  private static final double ULPS = 8;

  /** Of sums and products of some terms in double. */
  private static final double DOUBLE_ULPS = 16 * 0x1p-53;

  /** The bound for a row. */
  static ErrorBound of(
      LossUnderTest loss, Naive naive, Corners.Row row, ManyDigitsTest.Exact exact) {
    double ulp = loss.isFloat() ? 0x1p-23 : 0x1p-52;
    double leastNormal = loss.isFloat() ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    ErrorBound inSums =
        switch (loss.declared().distribution()) {
          case CATEGORICAL -> new Softmax(loss, naive, row, ulp, leastNormal).bound();
          case BERNOULLI, PRODUCT_OF_BERNOULLIS -> ofBernoullis(loss, naive, row, ulp);
          case ORDINAL -> ofOrdinals(row);
          case GAUSSIAN -> ofGaussians(row, exact);
          case POISSON -> ofPoissons(row);
          case LAPLACE, ASYMMETRIC_LAPLACE -> ofDistances(row, exact);
          case TWEEDIE -> ofTweedies(row, loss.options().power().getAsDouble());
          default -> throw new IllegalArgumentException(loss + " has its corners in a file");
        };
    ErrorBound weighed = inSums.times(loss, naive);
    return new ErrorBound(
        weighed.loss + ULPS * (ulp * Math.abs(exact.loss().doubleValue()) + leastNormal),
        plusRelative(weighed.gradient, exact.gradient(), ulp, leastNormal),
        plusRelative(weighed.curvature, exact.curvature(), ulp, leastNormal));
  }

  /** Each with the weight of its output, the loss with the largest. */
  private ErrorBound times(LossUnderTest loss, Naive naive) {
    double[] weights =
        IntStream.range(0, gradient.length)
            .mapToDouble(k -> naive.outputWeight(k % loss.size()))
            .toArray();
    return new ErrorBound(
        this.loss * Arrays.stream(weights).max().orElseThrow(),
        products(gradient, weights),
        products(curvature, weights));
  }

  private static double[] products(double[] errors, double[] weights) {
    return IntStream.range(0, errors.length).mapToDouble(k -> errors[k] * weights[k]).toArray();
  }

  private static double[] plusRelative(
      double[] inSums, List<BigDecimal> exact, double ulp, double leastNormal) {
    return IntStream.range(0, inSums.length)
        .mapToDouble(
            k -> inSums[k] + ULPS * (ulp * Math.abs(exact.get(k).doubleValue()) + leastNormal))
        .toArray();
  }

  /**
   * The gradient is no sigma(z) - yes sigma(-z); losses and curvatures have no minus. But no is 1
   * less a target that was smoothed, and rounded.
   */
  private static ErrorBound ofBernoullis(
      LossUnderTest loss, Naive naive, Corners.Row row, double ulp) {
    double[] gradient = new double[row.outputs().length];
    double[] curvature = new double[gradient.length];
    double temperature = loss.options().temperature();
    double square = temperature * temperature;
    double smoothing = loss.options().labelSmoothing();
    double ulpsOfNo = smoothing == 0 ? 0 : DOUBLE_ULPS;
    double focal = loss.options().focal();
    double sum = 0;
    for (int k = 0; k < gradient.length; k++) {
      double target = (1 - smoothing) * row.targets()[k] + smoothing / 2;
      double z = row.outputs()[k] / temperature;
      double p = 1 / (1 + Math.exp(-z));
      double notP = 1 / (1 + Math.exp(z));
      double yes = naive.positiveWeight(k) * target;
      // By the logit, which a division has rounded.
      double moved = temperature == 1 ? 0 : 0x1p-53 * Math.abs(z);
      if (focal > 0) {
        ErrorBound ofYes = FocalBound.ofAnswer(focal, yes, z, moved);
        ErrorBound ofNo = FocalBound.ofAnswer(focal, 1 - target, -z, moved);
        gradient[k] = temperature * (ofYes.gradient[0] + ofNo.gradient[0]);
        curvature[k] = ofYes.curvature[0] + ofNo.curvature[0];
        sum += square * (ofYes.loss + ofNo.loss);
        continue;
      }
      double terms = (1 - target) * p + yes * notP;
      gradient[k] = temperature * ((ULPS * ulp + moved) * terms + ulpsOfNo * p);
      curvature[k] = moved * (1 - target + yes) * p * notP;
      double losses = (1 - target) * softplus(z) + yes * softplus(-z);
      sum += square * (ulpsOfNo * (Math.max(z, 0) + p) + moved * losses);
    }
    return new ErrorBound(sum, gradient, curvature);
  }

  private static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }

  /** No minus anywhere: an output that counts has either a yes or a no. */
  private static ErrorBound ofOrdinals(Corners.Row row) {
    int size = row.outputs().length;
    return new ErrorBound(0, new double[size], new double[size]);
  }

  /** s / 2 + u^2 / 2 by s, and 1 / 2 - u^2 / 2; u^2 / 2 is the curvature by s. */
  private static ErrorBound ofGaussians(Corners.Row row, ManyDigitsTest.Exact exact) {
    int size = row.targets().length;
    double[] gradient = new double[row.outputs().length];
    double terms = 0;
    for (int k = size; k < gradient.length; k++) {
      double halfSquare = exact.curvature().get(k).doubleValue();
      gradient[k] = DOUBLE_ULPS * (0.5 + halfSquare);
      terms += Math.abs(row.outputs()[k]) / 2 + halfSquare;
    }
    return new ErrorBound(DOUBLE_ULPS * terms, gradient, new double[gradient.length]);
  }

  /** exp(z) - y z, and exp(z) - y. */
  private static ErrorBound ofPoissons(Corners.Row row) {
    int size = row.targets().length;
    double[] gradient = new double[size];
    double sum = 0;
    for (int k = 0; k < size; k++) {
      double rate = Math.exp(row.outputs()[k]);
      gradient[k] = DOUBLE_ULPS * (rate + row.targets()[k]);
      sum += DOUBLE_ULPS * (rate + row.targets()[k] * Math.abs(row.outputs()[k]));
    }
    return new ErrorBound(sum, gradient, new double[size]);
  }

  /**
   * A difference, and its sign; where scales s are learned, the difference d in such: s + d, by s 1
   * - d, of which d is the curvature.
   */
  private static ErrorBound ofDistances(Corners.Row row, ManyDigitsTest.Exact exact) {
    int size = row.targets().length;
    double[] gradient = new double[row.outputs().length];
    double terms = 0;
    for (int k = 0; k < gradient.length; k++) {
      if (k >= size) {
        double distance = exact.curvature().get(k).doubleValue();
        gradient[k] = DOUBLE_ULPS * (1 + distance);
        terms += Math.abs(row.outputs()[k]) + distance;
      } else if (gradient.length == size) {
        terms += Math.abs(row.outputs()[k]) + Math.abs(row.targets()[k]);
      }
    }
    return new ErrorBound(DOUBLE_ULPS * terms, gradient, new double[gradient.length]);
  }

  /** Exponentials of products, which are rounded: as many ulps more as the product is large. */
  private static ErrorBound ofTweedies(Corners.Row row, double power) {
    int size = row.targets().length;
    double[] gradient = new double[size];
    double[] curvature = new double[size];
    double sum = 0;
    for (int k = 0; k < size; k++) {
      double z = row.outputs()[k];
      double ulps = DOUBLE_ULPS * (1 + Math.abs(z));
      double mean = Math.exp((2 - power) * z);
      double weight = row.targets()[k] * Math.exp((1 - power) * z);
      gradient[k] = ulps * (mean + weight);
      curvature[k] = ulps * ((2 - power) * mean + (power - 1) * weight);
      sum += ulps * (mean / (2 - power) + weight / (power - 1));
    }
    return new ErrorBound(sum, gradient, curvature);
  }

  /**
   * A row that a softmax ties together: T^2 sum_k q_k (L - z_k) + lambda L^2. The square of the
   * temperature is taken for a part of the targets.
   */
  private static final class Softmax {
    private final double ulp;
    private final double leastNormal;
    private final double zLoss;
    private final double focal;
    private final double[] z;
    private final double[] q;
    private final double[] p;
    private final double[] slope;
    private final double[] bend;
    private final double[] slopeUlps;
    private final double max;
    private final double logTotal;
    private final boolean hasSoftmax;
    private final boolean isDivided;

    Softmax(LossUnderTest loss, Naive naive, Corners.Row row, double ulp, double leastNormal) {
      this.ulp = ulp;
      this.leastNormal = leastNormal;
      this.zLoss = loss.options().zLoss() * naive.weight(row.targets());
      this.focal = loss.options().focal();
      this.hasSoftmax = !loss.options().isLogProbabilities();
      double temperature = loss.options().temperature();
      this.isDivided = temperature != 1;
      double[] x = row.outputs();
      this.q =
          naive.targets(Jet.along(x, x), row.targets()).stream()
              .mapToDouble(target -> temperature * temperature * target.value().toDouble())
              .toArray();
      double cap = loss.options().softCap().orElse(Double.POSITIVE_INFINITY);
      boolean isCapped = loss.options().isCapped();
      this.z =
          Arrays.stream(x)
              .map(v -> (isCapped ? cap * Math.tanh(v / cap) : v) / temperature)
              .toArray();
      double[] e = Arrays.stream(x).map(v -> Math.exp(-2 * Math.abs(v) / cap)).toArray();
      this.slope =
          Arrays.stream(e)
              .map(v -> (isCapped ? 4 * v / ((1 + v) * (1 + v)) : 1) / temperature)
              .toArray();
      // By the exponent 2 |x| / cap, which two roundings have changed.
      this.slopeUlps =
          Arrays.stream(x).map(v -> isCapped ? 4 * Math.min(Math.abs(v) / cap, 1e3) : 0).toArray();
      this.bend = Arrays.stream(slope).map(s -> isCapped ? 2 * s / cap : 0).toArray();
      this.max = Arrays.stream(z).max().orElseThrow();
      double total = Arrays.stream(z).map(v -> Math.exp(v - max)).sum();
      this.logTotal = Math.log(total);
      this.p = Arrays.stream(z).map(v -> Math.exp(v - max) / total).toArray();
    }

    /** Of an exponential: that of the kernel, and of its argument, which is rounded before. */
    private double ulpsOfExp(int k) {
      double capped = bend[k] == 0 ? 0 : ULPS;
      return 4 + capped + Math.min(max - z[k], 1e3) / 2 + quotients(k) * 0x1p-53 / ulp;
    }

    /** What a division has rounded: a logit, and the largest. */
    private double quotients(int k) {
      return isDivided ? Math.abs(z[k]) + Math.abs(max) : 0;
    }

    /** Of the total of exponentials, the largest being 1, relative to it. */
    private double ulpsOfTotal() {
      return IntStream.range(0, p.length)
          .filter(k -> z[k] < max)
          .mapToDouble(k -> p[k] * ulpsOfExp(k))
          .sum();
    }

    /** The error of a probability, which is 0 where it is less than the least normal number. */
    private double errorOfP(int k) {
      return leastNormal + ulp * p[k] * ((1 - p[k]) * ulpsOfExp(k) + ulpsOfTotal());
    }

    ErrorBound bound() {
      int size = p.length;
      double mass = Arrays.stream(q).sum();
      FocalBound focus = focus();
      double logSumExp = Math.abs(max) + logTotal;
      double pull = hasSoftmax ? mass * focus.slope() + 2 * zLoss * logSumExp : 0;
      double terms = zLoss * logSumExp * logSumExp;
      double[] gradient = new double[size];
      double[] curvature = new double[size];
      for (int k = 0; k < size; k++) {
        terms += q[k] * focus.slope() * (hasSoftmax ? terms(k) : -z[k]);
        double moved = hasSoftmax ? (pull + 2 * zLoss) * errorOfP(k) : 0;
        double doubleUlps = DOUBLE_ULPS + 2 * slopeUlps[k] * 0x1p-53;
        double residual = moved + doubleUlps * (pull * p[k] + q[k] * focus.slope());
        double variance = moved + doubleUlps * (pull + 2 * zLoss) * p[k];
        if (focal > 0) {
          double distance = q[k] > 0 ? rest(k) : p[k];
          residual += mass * focus.slopeError() * distance;
          variance += mass * focus.slopeError() * p[k] * rest(k);
          variance += mass * focus.bendError() * distance * distance;
          double ofSize = errorOfP(k) + doubleUlps * (q[k] > 0 ? 1 : p[k]);
          variance += mass * focus.bend() * ofSize * (2 * distance + ofSize);
        }
        gradient[k] = slope[k] * residual;
        curvature[k] =
            hasSoftmax ? slope[k] * slope[k] * variance + Math.abs(bend[k]) * residual : 0;
      }
      double ulps = mass * focus.slope() + 2 * zLoss * logSumExp;
      double moved = hasSoftmax ? ulp * ulps * ulpsOfTotal() : 0;
      return new ErrorBound(moved + DOUBLE_ULPS * terms + mass * focus.loss(), gradient, curvature);
    }

    /** What is added up for the surprisal of an output. */
    private double terms(int k) {
      return 1 + (max - z[k]) + logTotal + quotients(k);
    }

    /** What a probability lacks to 1, with its digits. */
    private double rest(int k) {
      return IntStream.range(0, p.length).filter(other -> other != k).mapToDouble(i -> p[i]).sum();
    }

    private FocalBound focus() {
      if (focal == 0) {
        return FocalBound.NONE;
      }
      int y = IntStream.range(0, q.length).filter(k -> q[k] > 0).findFirst().orElseThrow();
      double error = ulp * ulpsOfTotal() + DOUBLE_ULPS * terms(y);
      return FocalBound.of(focal, max - z[y] + logTotal, error, p[y], rest(y));
    }
  }
}
