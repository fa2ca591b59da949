package dev.surprisal.processor;

import dev.surprisal.annotation.TargetForm;
import dev.surprisal.processor.express.option.Options;
import java.util.stream.IntStream;

/**
 * The losses as a textbook states them, for one example and moderate outputs: the mean by the
 * activation, then &minus;log of the probability (or density) of the target; derivatives by {@link
 * Jet}. Independent of all that is under test, and slow.
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
  Jet[] mean(Jet[] z) {
    return switch (declared.distribution()) {
      case CATEGORICAL -> softmax(z);
      case BERNOULLI, PRODUCT_OF_BERNOULLIS -> each(z, Naive::sigmoid);
      case GAUSSIAN -> gaussianMean(z);
    };
  }

  /** The loss of an example whose weight is 1; of a class of weight 0, it is 0. */
  Jet loss(Jet[] z, double[] y) {
    return switch (declared.distribution()) {
      case CATEGORICAL -> categorical(z, y);
      case BERNOULLI, PRODUCT_OF_BERNOULLIS -> bernoullis(z, y);
      case GAUSSIAN -> gaussians(z, y);
    };
  }

  /** What a row of weight 1 adds to what a mean divides by. */
  double weight(double[] y) {
    if (options.ignoreIndex().isPresent() && y[0] == options.ignoreIndex().getAsInt()) {
      return 0;
    }
    return options.classWeights() && options.target() == TargetForm.CLASS_INDEX
        ? perOutput[(int) y[0]]
        : 1;
  }

  private Jet categorical(Jet[] z, double[] y) {
    double rowWeight = weight(y);
    if (rowWeight == 0) {
      return Jet.of(0);
    }
    Jet[] p = softmax(z);
    double smoothing = options.labelSmoothing();
    double spread = smoothing / z.length;
    Jet loss = Jet.of(0);
    for (int k = 0; k < z.length; k++) {
      double weight = options.classWeights() ? perOutput[k] : 1;
      boolean isIndex = options.target() == TargetForm.CLASS_INDEX;
      double target = isIndex ? k == (int) y[0] ? 1 : 0 : y[k];
      double q = weight * ((1 - smoothing) * target + spread);
      loss = loss.minus(p[k].log().times(q));
    }
    if (options.zLoss() == 0) {
      return loss;
    }
    Jet total = Jet.of(0);
    for (Jet logit : capped(z)) {
      total = total.plus(logit.exp());
    }
    return loss.plus(total.log().squared().times(rowWeight * options.zLoss()));
  }

  private Jet[] capped(Jet[] z) {
    if (options.softCap().isEmpty()) {
      return z;
    }
    double cap = options.softCap().getAsDouble();
    return each(z, logit -> logit.times(1 / cap).tanh().times(cap));
  }

  private Jet[] softmax(Jet[] z) {
    Jet[] e = each(capped(z), Jet::exp);
    if (options.isLogProbabilities()) {
      return e;
    }
    Jet total = Jet.of(0);
    for (Jet term : e) {
      total = total.plus(term);
    }
    Jet sum = total;
    return each(e, term -> term.over(sum));
  }

  private static Jet sigmoid(Jet z) {
    return Jet.of(1).over(Jet.of(1).plus(z.times(-1).exp()));
  }

  private Jet bernoullis(Jet[] z, double[] y) {
    Jet loss = Jet.of(0);
    for (int k = 0; k < z.length; k++) {
      double target = (1 - options.labelSmoothing()) * y[k] + options.labelSmoothing() / 2;
      double positiveWeight = perOutput.length > 0 ? perOutput[k] : options.positiveWeightValue();
      Jet yes = sigmoid(z[k]).log().times(positiveWeight * target);
      Jet no = sigmoid(z[k].times(-1)).log().times(1 - target);
      loss = loss.minus(yes).minus(no);
    }
    return loss;
  }

  private Jet[] gaussianMean(Jet[] z) {
    Jet[] mean = z.clone();
    if (isLearned()) {
      for (int k = z.length / 2; k < z.length; k++) {
        mean[k] = z[k].exp();
      }
    }
    return mean;
  }

  private boolean isLearned() {
    return options.variance() == dev.surprisal.annotation.Variance.LEARNED;
  }

  /** &minus;log of the normal density, less the constants that the loss leaves out. */
  private Jet gaussians(Jet[] z, double[] y) {
    Jet loss = Jet.of(0);
    for (int k = 0; k < y.length; k++) {
      double leftOut = Math.log(2 * Math.PI) / 2;
      Jet variance = Jet.of(1);
      if (isLearned()) {
        variance = z[y.length + k].exp();
      } else if (perOutput.length > 0) {
        variance = Jet.of(perOutput[k]);
        leftOut += Math.log(perOutput[k]) / 2;
      }
      Jet exponent = z[k].minus(Jet.of(y[k])).squared().over(variance.times(-2));
      // The logarithm of exp(exponent) / sqrt(2 pi variance), which would underflow.
      Jet logDensity = exponent.minus(variance.times(2 * Math.PI).log().times(0.5));
      loss = loss.minus(logDensity).minus(Jet.of(leftOut));
    }
    return loss;
  }

  private interface Function {
    Jet apply(Jet jet);
  }

  private static Jet[] each(Jet[] jets, Function function) {
    return IntStream.range(0, jets.length)
        .mapToObj(k -> function.apply(jets[k]))
        .toArray(Jet[]::new);
  }
}
