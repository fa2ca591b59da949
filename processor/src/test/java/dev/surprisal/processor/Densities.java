package dev.surprisal.processor;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.processor.express.option.Options;
import java.util.ArrayList;
import java.util.List;

/**
 * &minus;log of the textbook's density or mass of single values that several outputs, or numbers
 * that are given, describe; without the constants that losses leave out.
 */
final class Densities {
  /** Beyond it, Stirling's series has the digits of a double. */
  private static final int LARGE = 8;

  private Densities() {}

  /** What the distribution is described by, from the outputs of one value. */
  static <N extends Real<N>> List<Jet<N>> mean(
      Distribution distribution, Options options, List<Jet<N>> z) {
    List<Jet<N>> means = new ArrayList<>(withoutFloor(distribution, z));
    int outputsPerComponent = distribution == Distribution.MIXTURE_OF_GAUSSIANS ? 3 : 2;
    for (int i = z.size() - z.size() / outputsPerComponent; i < z.size(); i++) {
      means.set(i, means.get(i).plus(z.get(i).constant(options.leastVariance())));
    }
    return means;
  }

  private static <N extends Real<N>> List<Jet<N>> withoutFloor(
      Distribution distribution, List<Jet<N>> z) {
    return switch (distribution) {
      case BETA -> List.of(sigmoid(z.get(0)), z.get(1).exp());
      case BINOMIAL -> List.of(sigmoid(z.get(0)));
      case STUDENT_T -> List.of(z.get(0), z.get(1).exp());
      case MIXTURE_OF_GAUSSIANS -> mixture(z);
      default -> z.stream().map(Jet::exp).toList();
    };
  }

  /** The loss of one value, moving with its outputs; of one below 0, that of what outlived it. */
  static <N extends Real<N>> Jet<N> nll(
      Distribution distribution, Options options, List<Jet<N>> z, double target) {
    Jet<N> first = mean(distribution, options, z).get(0);
    Jet<N> y = first.constant(target);
    if (distribution == Distribution.BINOMIAL) {
      double failures = options.trials().getAsDouble() - target;
      Jet<N> no = first.constant(1).minus(first);
      return first.log().times(-target).minus(no.log().times(failures));
    }
    if (distribution == Distribution.MIXTURE_OF_GAUSSIANS) {
      return mixture(mean(distribution, options, z), y);
    }
    Jet<N> second = mean(distribution, options, z).get(1);
    if (options.censored() && target < 0) {
      return outlived(distribution, first, second, y.negated());
    }
    return switch (distribution) {
      case BETA -> beta(first, second, target);
      case NEGATIVE_BINOMIAL -> negativeBinomial(first, second, target);
      case GAMMA -> gamma(first, second, y);
      case INVERSE_GAUSSIAN ->
          second
              .times(y.minus(first).squared())
              .over(first.squared().times(y).times(2))
              .minus(second.log().times(0.5));
      case LOG_NORMAL ->
          y.log().minus(z.get(0)).squared().over(second.times(2)).plus(second.log().times(0.5));
      case WEIBULL -> {
        Jet<N> ofLog = second.times(y.log().minus(first.log()));
        yield ofLog.exp().minus(ofLog).minus(second.log());
      }
      case STUDENT_T -> {
        double freedom = options.degreesOfFreedom().getAsDouble();
        Jet<N> square = y.minus(first).squared().over(second.times(freedom));
        yield square.plus(one(z)).log().times((freedom + 1) / 2).plus(second.log().times(0.5));
      }
      default -> throw new IllegalArgumentException(distribution + " is stated by Naive");
    };
  }

  /** &minus;log of the probability of more than y. */
  private static <N extends Real<N>> Jet<N> outlived(
      Distribution distribution, Jet<N> first, Jet<N> second, Jet<N> y) {
    Jet<N> ofLog = y.log().minus(first.log());
    return distribution == Distribution.WEIBULL
        ? second.times(ofLog).exp()
        : normalAbove(ofLog.over(second.log().times(0.5).exp())).log().negated();
  }

  /** The part of a standard normal distribution above x: by a continued fraction beyond 1. */
  private static <N extends Real<N>> Jet<N> normalAbove(Jet<N> x) {
    Jet<N> density = x.squared().times(-0.5).exp().times(1 / Math.sqrt(2 * Math.PI));
    return x.value().toDouble() > 1
        ? density.over(hazard(x))
        : x.constant(0.5).minus(density.times(fromZero(x)));
  }

  private static <N extends Real<N>> Jet<N> hazard(Jet<N> x) {
    Jet<N> hazard = x;
    for (int n = 400; n > 0; n--) {
      hazard = x.plus(x.constant(n).over(hazard));
    }
    return hazard;
  }

  /** The part between 0 and x, over the density at x. */
  private static <N extends Real<N>> Jet<N> fromZero(Jet<N> x) {
    Jet<N> term = x;
    Jet<N> sum = x;
    for (int n = 1; n < 400; n++) {
      term = term.times(x.squared()).over(x.constant(2 * n + 1));
      sum = sum.plus(term);
    }
    return sum;
  }

  /** Weights, means and variances. */
  private static <N extends Real<N>> List<Jet<N>> mixture(List<Jet<N>> z) {
    int components = z.size() / 3;
    List<Jet<N>> logits = z.subList(0, components);
    Jet<N> total = logits.stream().map(Jet::exp).reduce(Jet::plus).orElseThrow();
    List<Jet<N>> all = new ArrayList<>(logits.stream().map(of -> of.exp().over(total)).toList());
    all.addAll(z.subList(components, 2 * components));
    all.addAll(z.subList(2 * components, z.size()).stream().map(Jet::exp).toList());
    return all;
  }

  /** &minus;log of the density, which is the sum of those of all components. */
  private static <N extends Real<N>> Jet<N> mixture(List<Jet<N>> mixture, Jet<N> y) {
    int components = mixture.size() / 3;
    Jet<N> density = y.minus(y);
    for (int k = 0; k < components; k++) {
      Jet<N> variance = mixture.get(2 * components + k);
      Jet<N> square = mixture.get(components + k).minus(y).squared().over(variance.times(2));
      Jet<N> deviation = variance.log().times(0.5).exp();
      density = density.plus(mixture.get(k).times(square.negated().exp()).over(deviation));
    }
    return density.log().negated();
  }

  private static <N extends Real<N>> Jet<N> sigmoid(Jet<N> z) {
    return z.constant(1).over(z.negated().exp().plus(z.constant(1)));
  }

  private static <N extends Real<N>> Jet<N> beta(Jet<N> mean, Jet<N> precision, double target) {
    Jet<N> yes = precision.times(mean);
    Jet<N> no = precision.minus(yes);
    return logGamma(yes)
        .plus(logGamma(no))
        .minus(logGamma(precision))
        .minus(yes.times(Math.log(target)))
        .minus(no.times(Math.log1p(-target)));
  }

  private static <N extends Real<N>> Jet<N> one(List<Jet<N>> z) {
    return z.get(0).constant(1);
  }

  /** The rising factorial as the product that it is. */
  private static <N extends Real<N>> Jet<N> negativeBinomial(
      Jet<N> mean, Jet<N> size, double target) {
    Jet<N> whole = size.plus(mean);
    Jet<N> loss = whole.over(size).log().times(size).plus(whole.over(mean).log().times(target));
    for (int j = 0; j < target; j++) {
      loss = loss.minus(size.plus(size.constant(j)).log());
    }
    return loss;
  }

  private static <N extends Real<N>> Jet<N> gamma(Jet<N> mean, Jet<N> shape, Jet<N> y) {
    Jet<N> rate = shape.over(mean);
    return logGamma(shape)
        .minus(rate.log().times(shape))
        .plus(rate.times(y))
        .minus(y.log().times(shape));
  }

  /** From a number that is so much larger that Stirling's series is exact. */
  private static <N extends Real<N>> Jet<N> logGamma(Jet<N> x) {
    Jet<N> logs = x.log();
    for (int j = 1; j < LARGE; j++) {
      logs = logs.plus(x.plus(x.constant(j)).log());
    }
    Jet<N> large = x.plus(x.constant(LARGE));
    Jet<N> inverse = x.constant(1).over(large);
    Jet<N> square = inverse.squared();
    Jet<N> series = x.constant(0);
    double[] terms = {
      1.0 / 12,
      -1.0 / 360,
      1.0 / 1260,
      -1.0 / 1680,
      1.0 / 1188,
      -691.0 / 360360,
      1.0 / 156,
      -3617.0 / 122400,
      43867.0 / 244188
    };
    for (int k = terms.length - 1; k >= 0; k--) {
      series = series.times(square).plus(x.constant(terms[k]));
    }
    return large
        .minus(x.constant(0.5))
        .times(large.log())
        .minus(large)
        .plus(x.constant(Math.log(2 * Math.PI) / 2))
        .plus(series.times(inverse))
        .minus(logs);
  }
}
