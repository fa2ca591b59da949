package dev.surprisal.processor.express.option;

import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import java.util.OptionalDouble;

/** Numbers that a distribution is nothing without. */
final class Given {
  private Given() {}

  /** Puts them in their places. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    Likelihood withQuantile =
        put(
            likelihood,
            Letters.QUANTILE,
            "QUANTILE",
            options.quantile(),
            "The part of all targets that is to lie below the output.");
    return put(
        withQuantile,
        Letters.POWER,
        "POWER",
        options.power(),
        "The power of the mean that the variance is proportional to.");
  }

  private static Likelihood put(
      Likelihood likelihood, Expr letter, String name, OptionalDouble number, String meaning) {
    return number.isEmpty()
        ? likelihood
        : likelihood.replace(letter, new Parameter(name, number.getAsDouble(), meaning));
  }
}
