package dev.surprisal.processor.express.option;

import static dev.surprisal.processor.express.Letters.Z;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Parameter;

/** z := z / T, and nll := T^2 nll, so that gradients keep their size. */
public final class Temperature {
  private Temperature() {}

  /** Divides the logit of a likelihood. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    if (!options.isTempered()) {
      return likelihood;
    }
    Likelihood divided = likelihood.replace(Z, Expr.define("u", of(Z, options)));
    Expr factor = factor(options);
    Expr nll =
        Canonical.terms(divided.nll()).stream()
            .map(term -> term.times(factor))
            .reduce(Expr.ZERO, Expr::plus);
    return divided.withNll(nll);
  }

  /** A logit, divided. */
  public static Expr of(Expr logit, Options options) {
    return options.isTempered() ? logit.over(parameter(options)) : logit;
  }

  /** What the loss is multiplied by; 1 for a surprisal. */
  public static Expr factor(Options options) {
    return options.isTempered() ? parameter(options).power(options.powerOfTemperature()) : Expr.ONE;
  }

  /** What logits are divided by. */
  public static Parameter parameter(Options options) {
    return new Parameter("TEMPERATURE", options.temperature(), "What logits are divided by.");
  }
}
