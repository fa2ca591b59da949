package dev.surprisal.processor;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.TargetForm;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.PositiveWeight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The losses as a textbook states them, for one example: the logarithm of the mean by the
 * activation, then &minus;log of the probability (or density) of the target; derivatives by {@link
 * Jet}. Independent of all that is under test, and slow. In double it is for moderate outputs.
 */
final class Naive {
  private final Declared declared;
  private final Options options;
  private final double[] perOutput;

  /**
   * The losses of a declaration.
   *
   * @param perOutput what the constructor is given for each output, if anything
   */
  Naive(Declared declared, double[] perOutput) {
    this.declared = declared;
    this.options = declared.options();
    this.perOutput = perOutput;
  }

  /** The mean, and the variances where they are learned. */
  <N extends Real<N>> List<Jet<N>> mean(List<Jet<N>> z) {
    return switch (declared.distribution()) {
      case CATEGORICAL -> logSoftmax(z).stream().map(Jet::exp).toList();
      case BERNOULLI, PRODUCT_OF_BERNOULLIS, ORDINAL ->
          logits(z).stream().map(logit -> logSigmoid(logit).exp()).toList();
      case GAUSSIAN, LAPLACE ->
          IntStream.range(0, z.size())
              .mapToObj(k -> isLearned() && k >= z.size() / 2 ? variance(z.get(k)) : z.get(k))
              .toList();
      case POISSON, TWEEDIE -> z.stream().map(Jet::exp).toList();
      case ASYMMETRIC_LAPLACE -> z;
      case NEGATIVE_BINOMIAL,
          BINOMIAL,
          GAMMA,
          INVERSE_GAUSSIAN,
          LOG_NORMAL,
          WEIBULL,
          STUDENT_T,
          BETA,
          MIXTURE_OF_GAUSSIANS ->
          means(z);
      case FORMULA -> throw new IllegalArgumentException("a formula is its own reference");
    };
  }

  /** Which targets of an example are known. */
  static int[] known(double[] y) {
    return IntStream.range(0, y.length).filter(k -> !Double.isNaN(y[k])).toArray();
  }

  /**
   * The loss of an example whose weight is 1; of a class of weight 0, it is 0. Where targets are
   * unknown, it is that of an example that has the other values alone.
   */
  <N extends Real<N>> Jet<N> loss(List<Jet<N>> z, double[] y) {
    int[] known = known(y);
    if (known.length == 0) {
      return z.get(0).constant(0);
    }
    if (known.length < y.length) {
      double[] theirs = perOutput.length == 0 ? perOutput : chosen(perOutput, known);
      List<Jet<N>> outputs =
          IntStream.range(0, z.size())
              .filter(i -> !Double.isNaN(y[i % y.length]))
              .mapToObj(z::get)
              .toList();
      return new Naive(declared, theirs).loss(outputs, chosen(y, known));
    }
    return options.outputWeights() && declared.distribution() != Distribution.ORDINAL
        ? weighed(z, y)
        : unweighed(z, y);
  }

  /** Values that stand by themselves, each with its weight. */
  private <N extends Real<N>> Jet<N> weighed(List<Jet<N>> z, double[] y) {
    Jet<N> sum = z.get(0).constant(0);
    for (int k = 0; k < y.length; k++) {
      Jet<N> ofValue = unweighed(ofValue(z, k, y.length), new double[] {y[k]});
      sum = sum.plus(ofValue.times(outputWeight(k)));
    }
    return sum;
  }

  private <N extends Real<N>> Jet<N> unweighed(List<Jet<N>> z, double[] y) {
    return switch (declared.distribution()) {
      case CATEGORICAL -> categorical(z, y);
      case BERNOULLI, PRODUCT_OF_BERNOULLIS -> bernoullis(z, y);
      case ORDINAL -> weight(y) == 0 ? z.get(0).constant(0) : ordinal(z, (int) y[0]);
      case GAUSSIAN -> gaussians(z, y);
      case POISSON -> poissons(z, y);
      case LAPLACE -> isLearned() ? laplaces(z, y) : absoluteErrors(z, y, 1, 1);
      case ASYMMETRIC_LAPLACE ->
          absoluteErrors(
              z, y, options.quantile().getAsDouble(), 1 - options.quantile().getAsDouble());
      case TWEEDIE -> tweedies(z, y);
      case NEGATIVE_BINOMIAL,
          BINOMIAL,
          GAMMA,
          INVERSE_GAUSSIAN,
          LOG_NORMAL,
          WEIBULL,
          STUDENT_T,
          BETA,
          MIXTURE_OF_GAUSSIANS ->
          densities(z, y);
      case FORMULA -> throw new IllegalArgumentException("a formula is its own reference");
    };
  }

  private static double[] chosen(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(k -> values[k]).toArray();
  }

  /** The outputs of a value, one from each part of the row. */
  private static <N extends Real<N>> List<Jet<N>> ofValue(List<Jet<N>> z, int k, int values) {
    return IntStream.range(0, z.size() / values).mapToObj(i -> z.get(i * values + k)).toList();
  }

  /** What is learned, and no less than its floor. */
  private <N extends Real<N>> Jet<N> variance(Jet<N> logVariance) {
    return logVariance.exp().plus(logVariance.constant(options.leastVariance()));
  }

  private <N extends Real<N>> List<Jet<N>> means(List<Jet<N>> z) {
    int values = z.size() / declared.outputsPerValue();
    List<Jet<N>> means = new ArrayList<>(z);
    for (int k = 0; k < values; k++) {
      List<Jet<N>> ofValue =
          Densities.mean(declared.distribution(), options, ofValue(z, k, values));
      for (int i = 0; i < ofValue.size(); i++) {
        means.set(i * values + k, ofValue.get(i));
      }
    }
    return means;
  }

  private <N extends Real<N>> Jet<N> densities(List<Jet<N>> z, double[] y) {
    Jet<N> loss = z.get(0).constant(0);
    for (int k = 0; k < y.length; k++) {
      loss =
          loss.plus(Densities.nll(declared.distribution(), options, ofValue(z, k, y.length), y[k]));
    }
    return loss;
  }

  /** What a row of weight 1 adds to what a mean divides by. */
  double weight(double[] y) {
    if (known(y).length == 0) {
      return 0;
    }
    if (options.ignoreIndex().isPresent() && y[0] == options.ignoreIndex().getAsInt()) {
      return 0;
    }
    return options.classWeights() && options.target() == TargetForm.CLASS_INDEX
        ? perOutput[(int) y[0]]
        : 1;
  }

  private <N extends Real<N>> Jet<N> categorical(List<Jet<N>> z, double[] y) {
    Jet<N> loss = z.get(0).constant(0);
    double rowWeight = weight(y);
    if (rowWeight == 0) {
      return loss;
    }
    List<Jet<N>> logP = logSoftmax(z);
    List<Jet<N>> q = targets(z, y);
    for (int k = 0; k < z.size(); k++) {
      loss = loss.minus(logP.get(k).times(q.get(k)));
    }
    if (options.focal() > 0) {
      loss = loss.times(focus(logP.get((int) y[0])));
    }
    loss = loss.times(options.temperature() * options.temperature());
    return options.zLoss() == 0
        ? loss
        : loss.plus(logSumExp(logits(z)).squared().times(rowWeight).times(options.zLoss()));
  }

  /** What the probability of each class should be, times its weight. */
  <N extends Real<N>> List<Jet<N>> targets(List<Jet<N>> z, double[] y) {
    boolean isIndex = options.target() == TargetForm.CLASS_INDEX;
    return IntStream.range(0, z.size())
        .mapToObj(k -> {
          double target = isIndex ? k == (int) y[0] ? 1 : 0 : y[k];
          double weight = options.classWeights() ? perOutput[k] : 1;
          return smoothed(z.get(k).constant(target), z.size()).times(weight);
        })
        .toList();
  }

  /** What the constructor is given for an output. */
  double perOutput(int k) {
    return perOutput[k];
  }

  /** The weight of yes of a label. */
  double positiveWeight(int k) {
    return options.positiveWeight() == PositiveWeight.PER_LABEL
        ? perOutput[k]
        : options.positiveWeightValue();
  }

  /** The weight of a label or value, or of the output between two classes in an order. */
  double outputWeight(int k) {
    return options.outputWeights() ? perOutput[k] : 1;
  }

  /** (1 - p)^focal; where p is 1 to all digits, the limit. */
  private <N extends Real<N>> Jet<N> focus(Jet<N> logP) {
    Jet<N> wrong = logP.constant(1).minus(logP.exp());
    return wrong.value().toDouble() == 0
        ? logP.constant(0)
        : wrong.log().times(options.focal()).exp();
  }

  private <N extends Real<N>> Jet<N> smoothed(Jet<N> target, int classes) {
    Jet<N> smoothing = target.constant(options.labelSmoothing());
    Jet<N> even = target.constant(1).over(target.constant(classes));
    return target.minus(target.times(smoothing)).plus(smoothing.times(even));
  }

  private <N extends Real<N>> List<Jet<N>> capped(List<Jet<N>> z) {
    if (options.softCap().isEmpty()) {
      return z;
    }
    Jet<N> cap = z.get(0).constant(options.softCap().getAsDouble());
    return z.stream().map(logit -> logit.over(cap).tanh().times(cap)).toList();
  }

  /** Capped, then divided. */
  private <N extends Real<N>> List<Jet<N>> logits(List<Jet<N>> z) {
    Jet<N> temperature = z.get(0).constant(options.temperature());
    return capped(z).stream().map(logit -> logit.over(temperature)).toList();
  }

  private <N extends Real<N>> List<Jet<N>> logSoftmax(List<Jet<N>> z) {
    if (options.isLogProbabilities()) {
      return z;
    }
    List<Jet<N>> logits = logits(z);
    Jet<N> logSumExp = logSumExp(logits);
    return logits.stream().map(logit -> logit.minus(logSumExp)).toList();
  }

  /** Less the largest, no exponential is a large number; more it, the sum is what it was. */
  private static <N extends Real<N>> Jet<N> logSumExp(List<Jet<N>> z) {
    Jet<N> max = Jet.of(z.stream().map(Jet::value).max(Comparator.comparing(Real::toDouble)).get());
    Jet<N> total = max.constant(0);
    for (Jet<N> logit : z) {
      total = total.plus(logit.minus(max).exp());
    }
    return total.log().plus(max);
  }

  /** Yes is one of two classes, the other of logit 0. */
  private static <N extends Real<N>> Jet<N> logSigmoid(Jet<N> z) {
    return logSumExp(List.of(z.negated(), z.constant(0))).negated();
  }

  private <N extends Real<N>> Jet<N> bernoullis(List<Jet<N>> outputs, double[] y) {
    List<Jet<N>> z = logits(outputs);
    Jet<N> loss = z.get(0).constant(0);
    for (int k = 0; k < z.size(); k++) {
      Jet<N> target = smoothed(loss.constant(y[k]), 2);
      Jet<N> logYes = logSigmoid(z.get(k));
      Jet<N> logNo = logSigmoid(z.get(k).negated());
      Jet<N> yes = logYes.times(target).times(positiveWeight(k));
      Jet<N> no = logNo.times(target.constant(1).minus(target));
      if (options.focal() > 0) {
        yes = yes.times(logNo.times(options.focal()).exp());
        no = no.times(logYes.times(options.focal()).exp());
      }
      loss = loss.minus(yes).minus(no);
    }
    return loss.times(options.temperature() * options.temperature());
  }

  /** Of a class that was reached, since each before it was passed, and not passed itself. */
  private <N extends Real<N>> Jet<N> ordinal(List<Jet<N>> z, int y) {
    Jet<N> zero = z.get(0).constant(0);
    Jet<N> loss = zero;
    for (int k = 0; k < Math.min(y + 1, z.size()); k++) {
      Jet<N> other = k < y ? z.get(k).negated() : z.get(k);
      loss = loss.plus(logSumExp(List.of(other, zero)).times(outputWeight(k)));
    }
    return loss;
  }

  /** &minus;log of exp(&minus;rate) rate^y / y!, less what does not depend on the rate. */
  private static <N extends Real<N>> Jet<N> poissons(List<Jet<N>> z, double[] y) {
    Jet<N> loss = z.get(0).constant(0);
    for (int k = 0; k < y.length; k++) {
      loss = loss.plus(z.get(k).exp()).minus(z.get(k).times(y[k]));
    }
    return loss;
  }

  /** Times one factor for a target above the output or on it, times another for one below. */
  private static <N extends Real<N>> Jet<N> absoluteErrors(
      List<Jet<N>> z, double[] y, double above, double below) {
    Jet<N> loss = z.get(0).constant(0);
    for (int k = 0; k < y.length; k++) {
      Jet<N> distance = z.get(k).constant(y[k]).minus(z.get(k));
      int side = Double.compare(distance.value().toDouble(), 0);
      if (side == 0 && above == below) {
        continue; // The middle of both slopes.
      }
      loss = loss.plus(side < 0 ? distance.times(-below) : distance.times(above));
    }
    return loss;
  }

  /** &minus;log of exp(&minus;|y &minus; m| / b) / b: distances of outputs divided by scales. */
  private static <N extends Real<N>> Jet<N> laplaces(List<Jet<N>> z, double[] y) {
    Jet<N> loss = z.get(0).constant(0);
    for (int k = 0; k < y.length; k++) {
      Jet<N> scale = z.get(y.length + k).exp();
      Jet<N> distance = absoluteErrors(z.subList(k, k + 1), new double[] {y[k]}, 1, 1);
      loss = loss.plus(distance.over(scale)).plus(scale.log());
    }
    return loss;
  }

  /** Up to what does not depend on the mean m: m^(2 - p) / (2 - p) - y m^(1 - p) / (1 - p). */
  private <N extends Real<N>> Jet<N> tweedies(List<Jet<N>> z, double[] y) {
    Jet<N> loss = z.get(0).constant(0);
    Jet<N> power = loss.constant(options.power().getAsDouble());
    Jet<N> left = loss.constant(2).minus(power);
    Jet<N> right = loss.constant(1).minus(power);
    for (int k = 0; k < y.length; k++) {
      loss = loss.plus(z.get(k).times(left).exp().over(left));
      loss = loss.minus(z.get(k).times(right).exp().times(y[k]).over(right));
    }
    return loss;
  }

  private boolean isLearned() {
    return options.variance() == Variance.LEARNED;
  }

  /** &minus;log of the normal density, less the constants that the loss leaves out. */
  private <N extends Real<N>> Jet<N> gaussians(List<Jet<N>> z, double[] y) {
    Jet<N> loss = z.get(0).constant(0);
    for (int k = 0; k < y.length; k++) {
      Jet<N> variance = loss.constant(options.variance() == Variance.FIXED ? perOutput[k] : 1);
      if (isLearned()) {
        variance = variance(z.get(y.length + k));
        loss = loss.plus(variance.log().times(0.5));
      }
      Jet<N> residual = z.get(k).minus(loss.constant(y[k]));
      loss = loss.plus(residual.squared().over(variance.times(2)));
    }
    return loss;
  }
}
