package dev.surprisal.processor.express.option;

import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Choice;

/** Targets that were outlived cost &minus;log of the probability of more; or all were seen. */
final class Outlived {
  private Outlived() {}

  /** Leaves the choice to the targets, or takes that of those that were seen. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    if (!likelihood.nll().has(Letters.OUTLIVED)) {
      return likelihood;
    }
    Words words = likelihood.words();
    return options.censored()
        ? likelihood.in(
            new Words(
                words.subject() + " that was seen",
                words.symbols() + ", each seen or outlived",
                "Where its target was seen, an output that is not finite gives a loss that is not;"
                    + " where it was outlived, an infinite one gives what the loss tends to, and NaN"
                    + " gives NaN; each in that example alone."))
        : likelihood.map(Outlived::seen);
  }

  private static Expr seen(Expr expr) {
    return expr instanceof Choice choice && choice.condition().equals(Letters.OUTLIVED)
        ? choice.no()
        : expr.map(Outlived::seen);
  }
}
