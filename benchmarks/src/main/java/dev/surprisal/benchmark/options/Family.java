package dev.surprisal.benchmark.options;

import java.util.List;

/**
 * A distribution, the activation that goes with it, what it asks for besides, and the options that
 * are timed.
 */
enum Family {
  CATEGORICAL(
      "SOFTMAX",
      "ignoreIndex = -100",
      "labelSmoothing = 0.1",
      "classWeights = true",
      "classWeights = true, labelSmoothing = 0.1",
      "zLoss = 1e-4",
      "focal = 2",
      "softCap = 30",
      "target = PROBABILITIES",
      "exampleWeights = true",
      "layout = CLASSES_FIRST",
      "outputs = LOG_PROBABILITIES"),
  PRODUCT_OF_BERNOULLIS(
      "SIGMOID",
      "positiveWeight = 3",
      "positiveWeights = true",
      "labelSmoothing = 0.1",
      "focal = 2",
      "exampleWeights = true"),
  BERNOULLI(
      "SIGMOID",
      "positiveWeight = 3",
      "positiveWeights = true",
      "labelSmoothing = 0.1",
      "focal = 2",
      "exampleWeights = true"),
  GAUSSIAN(
      "IDENTITY",
      "variance = FIXED",
      "variance = LEARNED",
      "variance = LEARNED, leastVariance = 1e-3",
      "exampleWeights = true",
      "variance = LEARNED, exampleWeights = true"),
  POISSON("EXP"),
  BINOMIAL("SIGMOID", requiring("trials = 10")),
  TWEEDIE("EXP", requiring("power = 1.5")),
  LAPLACE("IDENTITY", "variance = LEARNED"),
  ASYMMETRIC_LAPLACE("IDENTITY", requiring("quantile = 0.9")),
  LOG_NORMAL("EXP", "censored = true"),
  INVERSE_GAUSSIAN("EXP"),
  WEIBULL("EXP", "censored = true"),
  STUDENT_T("IDENTITY", requiring("degreesOfFreedom = 5")),
  GAMMA("EXP"),
  NEGATIVE_BINOMIAL("EXP"),
  BETA("SIGMOID"),
  MIXTURE_OF_GAUSSIANS("SOFTMAX", requiring("components = 5")),
  /** No distribution, but a formula of rows: each class against the right one. */
  PAIRWISE("", requiring("nll = \"sum(softplus(z - z[y]))\"", "targets = Targets.CLASSES"));

  /** Of a mixture. */
  static final int COMPONENTS = 5;

  final String activation;

  /** Members of the annotation without which there is no head. */
  final List<String> required;

  /** Members of the annotation; the plain head, which has none, is not among them. */
  final List<String> options;

  Family(String activation, String... options) {
    this(activation, List.of(), options);
  }

  Family(String activation, List<String> required, String... options) {
    this.activation = activation;
    this.required = required;
    this.options = List.of(options);
  }

  private static List<String> requiring(String... members) {
    return List.of(members);
  }

  /** Members of the annotation that name the distribution; a formula says it all. */
  String declaration() {
    return activation.isEmpty()
        ? ""
        : "distribution = %s, activation = %s".formatted(this, activation);
  }

  /** Whether targets are one class for each row, unless they are given as probabilities. */
  boolean isOfClasses() {
    return this == CATEGORICAL || this == PAIRWISE;
  }

  /** How many things the plain head says of each value: 2 are a mean and a scale. */
  int outputsPerValue() {
    return switch (this) {
      case LOG_NORMAL, INVERSE_GAUSSIAN, WEIBULL, STUDENT_T, GAMMA, NEGATIVE_BINOMIAL, BETA -> 2;
      case MIXTURE_OF_GAUSSIANS -> 3 * COMPONENTS;
      default -> 1;
    };
  }

  /**
   * The standard deviation of outputs: of logits, as those of a trained model, and smaller where
   * exponentials of them would leave one value with most of the loss.
   */
  double spread() {
    return switch (this) {
      case CATEGORICAL, PRODUCT_OF_BERNOULLIS, BERNOULLI, GAUSSIAN, PAIRWISE -> 3;
      default -> outputsPerValue() == 2 ? 0.25 : 1;
    };
  }

  PlainLoop plainLoop(Batch batch) {
    return switch (this) {
      case CATEGORICAL ->
          batch.head.has("outputs = LOG_PROBABILITIES")
              ? new LogProbabilitiesLoop(batch)
              : new CategoricalLoop(batch);
      case BERNOULLI, PRODUCT_OF_BERNOULLIS ->
          batch.head.isFocal() ? new FocalLoop(batch) : new BernoulliLoop(batch);
      case GAUSSIAN ->
          !batch.head.has("variance = LEARNED")
              ? new GaussianLoop(batch)
              : batch.head.hasLeastVariance()
                  ? new DensityLoop(batch, new Densities.FlooredGaussian())
                  : new LearnedVarianceLoop(batch);
      case POISSON -> new DensityLoop(batch, new Densities.Poisson());
      case BINOMIAL -> new DensityLoop(batch, new Densities.Binomial());
      case TWEEDIE -> new DensityLoop(batch, new Densities.Tweedie());
      case LAPLACE ->
          new DensityLoop(
              batch,
              batch.head.has("variance = LEARNED")
                  ? new Densities.ScaledLaplace()
                  : new Densities.Laplace());
      case ASYMMETRIC_LAPLACE -> new DensityLoop(batch, new Densities.AsymmetricLaplace());
      case LOG_NORMAL -> new DensityLoop(batch, new Densities.LogNormal());
      case INVERSE_GAUSSIAN -> new DensityLoop(batch, new Densities.InverseGaussian());
      case WEIBULL -> new DensityLoop(batch, new Densities.Weibull());
      case STUDENT_T -> new DensityLoop(batch, new Densities.StudentT());
      case GAMMA -> new DensityLoop(batch, new GammaDensities.Gamma());
      case NEGATIVE_BINOMIAL -> new DensityLoop(batch, new GammaDensities.NegativeBinomial());
      case BETA -> new DensityLoop(batch, new GammaDensities.Beta());
      case MIXTURE_OF_GAUSSIANS -> new MixtureLoop(batch);
      case PAIRWISE -> new PairwiseLoop(batch);
    };
  }
}
