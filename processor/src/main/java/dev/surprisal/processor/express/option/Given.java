package dev.surprisal.processor.express.option;

import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import java.util.OptionalDouble;

/** Numbers that a distribution is nothing without. */
final class Given {
  private Likelihood likelihood;

  private Given(Likelihood likelihood) {
    this.likelihood = likelihood;
  }

  /** Puts them in their places. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    Given given = new Given(likelihood);
    given.put(
        Letters.QUANTILE,
        "QUANTILE",
        options.quantile(),
        "The part of all targets that is to lie below the output.");
    given.put(
        Letters.POWER,
        "POWER",
        options.power(),
        "The power of the mean that the variance is proportional to.");
    given.put(
        Letters.TRIALS,
        "TRIALS",
        options.trials(),
        "How often what a target counts could have happened.");
    given.put(
        Letters.DEGREES_OF_FREEDOM,
        "DEGREES_OF_FREEDOM",
        options.degreesOfFreedom(),
        "The fewer, the heavier the tails.");
    given.put(
        Letters.INVERSE_ROOT,
        "INVERSE_ROOT",
        inverseRoot(options.degreesOfFreedom()),
        "One over the square root of the degrees of freedom.");
    given.put(
        Letters.LOG_NORMALISER,
        "LOG_NORMALISER",
        logNormaliser(options),
        "What makes the sum of all probabilities one, as a logarithm.");
    return given.likelihood;
  }

  /** Of the distributions that one of these numbers belongs to. */
  private static OptionalDouble logNormaliser(Options options) {
    if (options.quantile().isPresent()) {
      double quantile = options.quantile().getAsDouble();
      return OptionalDouble.of(-Math.log(quantile * (1 - quantile)));
    }
    if (options.trials().isPresent()) {
      return OptionalDouble.of(-logGamma(options.trials().getAsDouble() + 1));
    }
    if (options.degreesOfFreedom().isPresent()) {
      return OptionalDouble.of(logNormaliser(options.degreesOfFreedom().getAsDouble()));
    }
    return OptionalDouble.empty();
  }

  /**
   * Of Student's t; for many degrees, the series of what is beside that of a normal distribution.
   */
  private static double logNormaliser(double freedom) {
    if (freedom < 100) {
      return logGamma(freedom / 2) - logGamma((freedom + 1) / 2) + Math.log(freedom * Math.PI) / 2;
    }
    double x = 1 / freedom;
    return Math.log(2 * Math.PI) / 2 + x * (1.0 / 4 - x * x * (1.0 / 24 - x * x / 20));
  }

  /** By Stirling's series, of a number that is so much larger that it is exact. */
  private static double logGamma(double x) {
    double product = 1;
    double large = x;
    for (; large < 20; large++) {
      product *= large;
    }
    double z = 1 / (large * large);
    double series = z * (-691.0 / 360360) + 1.0 / 1188;
    series = series * z - 1.0 / 1680;
    series = series * z + 1.0 / 1260;
    series = series * z - 1.0 / 360;
    series = (series * z + 1.0 / 12) / large;
    double leading = (large - 0.5) * Math.log(large) - large + Math.log(2 * Math.PI) / 2;
    return leading + series - Math.log(product);
  }

  private static OptionalDouble inverseRoot(OptionalDouble number) {
    return number.isEmpty() ? number : OptionalDouble.of(1 / Math.sqrt(number.getAsDouble()));
  }

  private void put(Expr letter, String name, OptionalDouble number, String meaning) {
    if (number.isPresent()) {
      likelihood = likelihood.replace(letter, new Parameter(name, number.getAsDouble(), meaning));
    }
  }
}
