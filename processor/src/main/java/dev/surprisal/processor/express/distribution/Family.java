package dev.surprisal.processor.express.distribution;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.Rewrites;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A distribution with its activation: its &minus;log p, and what goes with it. What all families
 * share (the skeleton of the class, checks, reductions) is not said here.
 */
public interface Family {
  /** The family of a distribution. */
  static Family of(Distribution distribution) {
    return switch (distribution) {
      case CATEGORICAL -> new Categorical();
      case BERNOULLI -> new Bernoulli();
      case PRODUCT_OF_BERNOULLIS -> new ProductOfBernoullis();
      case GAUSSIAN -> new Gaussian();
      case POISSON -> new Poisson();
      case LAPLACE -> new Laplace();
      case ASYMMETRIC_LAPLACE -> new AsymmetricLaplace();
      case TWEEDIE -> new Tweedie();
      case NEGATIVE_BINOMIAL -> new NegativeBinomial();
      case BINOMIAL -> new Binomial();
      case GAMMA -> new Gamma();
      case INVERSE_GAUSSIAN -> new InverseGaussian();
      case LOG_NORMAL -> new LogNormal();
      case WEIBULL -> new Weibull();
      case STUDENT_T -> new StudentT();
      case MIXTURE_OF_GAUSSIANS -> new MixtureOfGaussians();
      case BETA -> new Beta();
      case ORDINAL -> new Ordinal();
      case FORMULA -> new Own();
    };
  }

  /** The loss as an expression without options; empty where its outputs depend on each other. */
  Optional<Likelihood> likelihood();

  /** The same with options. */
  default Optional<Likelihood> likelihood(Options options) {
    return likelihood().map(likelihood -> Rewrites.of(likelihood, options));
  }

  /** The outputs of a class, label or value: where a variance is learned, a mean and that. */
  default int outputsPerValue(Options options) {
    return likelihood(options)
        .map(likelihood -> likelihood.outputs().size() * options.components())
        .orElse(1);
  }

  /** The activation that gives the mean. */
  Activation activation();

  /** Why an activation does not go with the distribution; empty for the one that does. */
  default Optional<Misfit> misfit(Activation other) {
    return other == activation()
        ? Optional.empty()
        : Optional.of(
            new Misfit(
                "The mean of the distribution is another function of the raw outputs.",
                "activation = " + activation()));
  }

  /** Why a reduction does not go with what is declared; empty for those that do. */
  default Optional<Misfit> misfit(Reduction reduction, Options options) {
    return Optional.empty();
  }

  /** Whether it has an option. */
  default boolean has(Option option) {
    return likelihood().map(option::isOf).orElse(false);
  }

  /** Why it does not have an option that it does not have, in the words of the family. */
  default Foreign refusal(Option option) {
    return Foreign.refusal(option);
  }

  /** Why the family does not have an option; empty for those that it has. */
  default Optional<Foreign> foreign(Option option) {
    return has(option) ? Optional.empty() : Optional.of(refusal(option));
  }

  /** Options that it has, but not together. */
  default List<Contradiction> contradictions(Options options) {
    return List.of();
  }

  /** How many values an example has. */
  default SizeRule size(Options options) {
    return new SizeRule(
        1,
        Integer.MAX_VALUE,
        OptionalInt.of(1),
        new Misfit(
            "An example needs at least one value.", "the number of values, or no size for one"));
  }

  /** What targets are. */
  TargetKind targets(Options options);

  /** The names of the arguments. */
  Wording wording(Options options);
}
