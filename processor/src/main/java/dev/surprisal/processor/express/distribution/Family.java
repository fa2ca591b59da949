package dev.surprisal.processor.express.distribution;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/**
 * A distribution with its activation: what goes with it, and how its loss is computed. What all
 * families share (the skeleton of the class, checks, reductions) is not said here.
 */
public sealed interface Family permits Bernoulli, Categorical, Gaussian, ProductOfBernoullis {
  /** The family of a distribution. */
  static Family of(Distribution distribution) {
    return switch (distribution) {
      case CATEGORICAL -> new Categorical();
      case BERNOULLI -> new Bernoulli();
      case PRODUCT_OF_BERNOULLIS -> new ProductOfBernoullis();
      case GAUSSIAN -> new Gaussian();
    };
  }

  /** Why an activation does not go with the distribution; empty for the one that does. */
  Optional<Misfit> misfit(Activation activation);

  /** Why a reduction does not go with the distribution; empty for those that do. */
  default Optional<Misfit> misfit(Reduction reduction) {
    return Optional.empty();
  }

  /** Why the family does not have an option; empty for those that it has. */
  Optional<Foreign> foreign(Option option);

  /** Options that it has, but not together. */
  default List<Contradiction> contradictions(Options options) {
    return List.of();
  }

  /** How many outputs an example has. */
  SizeRule size();

  /** What targets are. */
  TargetKind targets(Options options);

  /** The names of the arguments. */
  Wording wording(Options options);

  /** The loss as an expression; empty where its outputs depend on each other. */
  default Optional<Likelihood> likelihood(Options options) {
    return Optional.empty();
  }
}
