package dev.surprisal.processor.express.option;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;

/** nll := w nll, with w a weight for each output, label or value, that the constructor is given. */
final class OutputWeights {
  private static final Symbol WEIGHT = new Symbol("w", Role.COUNTED);

  private OutputWeights() {}

  /** Weighs outputs. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    if (!options.outputWeights()) {
      return likelihood;
    }
    Words words = likelihood.words();
    return likelihood
        .times(WEIGHT)
        .in(
            new Words(
                words.subject(),
                words.symbols() + ", of weights w",
                words.extremes() + " What has the weight 0 counts for nothing, whatever it is."));
  }
}
