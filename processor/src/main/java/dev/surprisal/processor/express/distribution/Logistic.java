package dev.surprisal.processor.express.distribution;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.LabelSmoothing;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.PositiveWeight;
import dev.surprisal.processor.express.option.PositiveWeights;
import java.util.List;
import java.util.Optional;

/** What one yes or no and several of them share: A(z) = log(1 + exp z), output by output. */
final class Logistic {
  private Logistic() {}

  /**
   * The likelihood.
   *
   * @param subject what is surprising
   * @param symbols what the letters are
   */
  static Likelihood likelihood(Options options, String subject, String symbols) {
    Likelihood likelihood = Bernoullis.likelihood(subject, symbols);
    return PositiveWeights.rewrite(
        LabelSmoothing.rewrite(likelihood, options, Expr.of(0.5)), options);
  }

  static Optional<Misfit> misfit(Activation activation, Misfit softmax) {
    return switch (activation) {
      case SIGMOID -> Optional.empty();
      case SOFTMAX -> Optional.of(softmax);
      case IDENTITY -> identity();
    };
  }

  /** Raw outputs as probabilities are refused for the same reason in both. */
  private static Optional<Misfit> identity() {
    return Optional.of(
        new Misfit(
            "A raw output can lie outside 0..1, so it is no probability, and its logarithm need"
                + " not exist.",
            "activation = SIGMOID; the model goes on emitting raw logits, the loss applies the"
                + " sigmoid itself"));
  }

  static Optional<Foreign> foreign(Option option) {
    return switch (option) {
      case OUTPUTS ->
          Foreign.of(
              "The outputs are logits: the log-odds of yes. The logarithm of its probability alone"
                  + " would leave that of no to a subtraction that loses its digits.",
              "no outputs, and a model that emits raw logits");
      case TARGET ->
          Foreign.of(
              "Targets are probabilities in any case: 0 for no, 1 for yes, or anything between.",
              "no target");
      case IGNORE_INDEX ->
          Foreign.of(
              Option.EXAMPLE_WEIGHTS,
              "Targets are probabilities, not indices, so none of them could mark a row.",
              "exampleWeights = true, with weight 0 for the examples to ignore");
      case CLASS_WEIGHTS ->
          Foreign.of(
              Option.POSITIVE_WEIGHT,
              "There are no classes that exclude each other, but a yes and a no.",
              "positiveWeight = the weight of yes, or positiveWeights = true for one per label,"
                  + " given to the constructor");
      case Z_LOSS ->
          Foreign.of(
              "It holds the normaliser of a softmax; a sigmoid has none that could drift.",
              "no zLoss");
      case SOFT_CAP ->
          Foreign.of("It is made for the logits of a softmax over many classes.", "no softCap");
      case VARIANCE ->
          Foreign.of(
              "The variance of a yes or no is p (1 - p): its mean says it already.", "no variance");
      case LABEL_SMOOTHING,
          POSITIVE_WEIGHT,
          POSITIVE_WEIGHTS,
          EXAMPLE_WEIGHTS,
          LAYOUT,
          CHECK_OUTPUTS ->
          Optional.empty();
    };
  }

  static List<Contradiction> contradictions(Options options) {
    return options.positiveWeight() == PositiveWeight.PER_LABEL
            && options.positiveWeightValue() != 1
        ? List.of(
            new Contradiction(
                Option.POSITIVE_WEIGHT,
                "positiveWeights = true",
                new Misfit(
                    "Yes would have two weights: one that is known now, and one that the"
                        + " constructor is given.",
                    "one of the two")))
        : List.of();
  }
}
