package dev.surprisal.benchmark.options;

import java.util.List;

/** A distribution, the activation that goes with it, and the options that are timed. */
enum Family {
  CATEGORICAL(
      "SOFTMAX",
      "ignoreIndex = -100",
      "labelSmoothing = 0.1",
      "classWeights = true",
      "classWeights = true, labelSmoothing = 0.1",
      "zLoss = 1e-4",
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
      "exampleWeights = true"),
  BERNOULLI(
      "SIGMOID",
      "positiveWeight = 3",
      "positiveWeights = true",
      "labelSmoothing = 0.1",
      "exampleWeights = true"),
  GAUSSIAN(
      "IDENTITY",
      "variance = FIXED",
      "variance = LEARNED",
      "exampleWeights = true",
      "variance = LEARNED, exampleWeights = true");

  final String activation;

  /** Members of the annotation; the plain head, which has none, is not among them. */
  final List<String> options;

  Family(String activation, String... options) {
    this.activation = activation;
    this.options = List.of(options);
  }

  PlainLoop plainLoop(Batch batch) {
    return switch (this) {
      case CATEGORICAL ->
          batch.head.has("outputs = LOG_PROBABILITIES")
              ? new LogProbabilitiesLoop(batch)
              : new CategoricalLoop(batch);
      case BERNOULLI, PRODUCT_OF_BERNOULLIS -> new BernoulliLoop(batch);
      case GAUSSIAN ->
          batch.head.has("variance = LEARNED")
              ? new LearnedVarianceLoop(batch)
              : new GaussianLoop(batch);
    };
  }
}
