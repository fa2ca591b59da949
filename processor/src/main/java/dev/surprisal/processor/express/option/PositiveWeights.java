package dev.surprisal.processor.express.option;

import static dev.surprisal.processor.express.Letters.POSITIVE_WEIGHT;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;

/** The weight of yes: 1, a number, or w, one for each label. */
public final class PositiveWeights {
  private static final Expr PER_LABEL = new Symbol("w", Role.PER_OUTPUT);

  private PositiveWeights() {}

  /** Weighs yes. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    return switch (options.positiveWeight()) {
      case NONE -> likelihood.replace(POSITIVE_WEIGHT, Expr.ONE);
      case CONSTANT ->
          likelihood.replace(
              POSITIVE_WEIGHT,
              new Expr.Parameter(
                  "POSITIVE_WEIGHT",
                  options.positiveWeightValue(),
                  "The weight of yes, where that of no is 1."));
      case PER_LABEL -> perLabel(likelihood.replace(POSITIVE_WEIGHT, PER_LABEL));
    };
  }

  private static Likelihood perLabel(Likelihood likelihood) {
    Words words = likelihood.words();
    return likelihood.in(
        new Words(
            words.subject(), words.symbols() + ", with a weight w for yes", words.extremes()));
  }
}
