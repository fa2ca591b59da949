package dev.surprisal.processor.express.option;

import dev.surprisal.processor.express.Likelihood;

/** Options of values that stand by themselves, put into a likelihood in a fixed order. */
public final class Rewrites {
  private Rewrites() {}

  /** A likelihood with the options that it has a letter for. */
  public static Likelihood of(Likelihood likelihood, Options options) {
    Likelihood divided = Temperature.rewrite(Focal.rewrite(likelihood, options), options);
    Likelihood smoothed = LabelSmoothing.rewrite(divided, options);
    Likelihood weighed = PositiveWeights.rewrite(smoothed, options);
    Likelihood given = Given.rewrite(Variances.rewrite(weighed, options), options);
    Likelihood seen = Outlived.rewrite(given, options);
    return OutputWeights.rewrite(LeastVariance.rewrite(seen, options), options);
  }
}
