package dev.surprisal.processor.family;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.family.Formula.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one yes or no and several of them share: A(z) = log(1 + exp z), output by output. */
final class Logistic {
  private static final String EXTREMES =
      "A logit of -infinity has probability 0, and an infinite loss unless its target is 0. NaN or"
          + " +infinity give NaN, in that example alone.";

  private Logistic() {}

  /**
   * The mathematics.
   *
   * @param index of the logit and the label, "_k" or nothing
   */
  static Formula formula(Options options, String subject, String symbols, String index) {
    String sum = index.isEmpty() ? "" : "sum" + index + " ";
    String yes = "p = 1 / (1 + exp(-z))";
    if (isPlain(options)) {
      String loss = sum + "log(1 + exp(z" + index + ")) - y" + index + " z" + index;
      return new Formula(subject, symbols, List.of(), loss, "p - y", yes, "p (1 - p)", EXTREMES);
    }
    List<Definition> definitions = new ArrayList<>();
    String target = "y";
    if (options.isSmoothed()) {
      double smoothing = options.labelSmoothing();
      definitions.add(new Definition("q", "(1 - " + smoothing + ") y + " + smoothing + " / 2"));
      target = "q";
    }
    String weight =
        switch (options.positiveWeight()) {
          case NONE -> "";
          case CONSTANT -> options.positiveWeightValue() + " ";
          case PER_LABEL -> "w ";
        };
    String positive = weight + target;
    return new Formula(
        subject,
        symbols + (weight.equals("w ") ? ", with a weight w for yes" : ""),
        definitions,
        sum + positive + " log(1 + exp(-z)) + (1 - " + target + ") log(1 + exp(z))",
        "(1 - " + target + ") p - " + positive + " (1 - p)",
        yes,
        "(1 - " + target + " + " + positive + ") p (1 - p)",
        EXTREMES);
  }

  static Algorithm algorithm(Options options) {
    return isPlain(options)
        ? new Algorithm(
            Body.allOutputs(OutputStep.SOFTPLUS_MINUS_PRODUCT, options),
            Body.allOutputs(OutputStep.SIGMOID_MINUS_TARGET, options),
            Body.allOutputs(OutputStep.SIGMOID),
            Body.allOutputs(OutputStep.SIGMOID_SLOPE, options),
            Optional.empty())
        : new Algorithm(
            Body.eachCountedRow(options, RowStep.SKIP_UNCOUNTED, RowStep.ADD_SURPRISALS),
            Body.eachCountedRow(options, RowStep.CLEAR_UNCOUNTED, RowStep.SURPRISALS_AND_RESIDUALS),
            Body.allOutputs(OutputStep.SIGMOID),
            Body.eachCountedRow(options, RowStep.CLEAR_UNCOUNTED, RowStep.SLOPES),
            Optional.empty());
  }

  /** Whether yes and no weigh the same and targets are what they are. */
  private static boolean isPlain(Options options) {
    return options.positiveWeight() == PositiveWeight.NONE && !options.isSmoothed();
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
      case LAYOUT ->
          Foreign.of(
              "Outputs stand each by itself: any layout will do that outputs and targets share.",
              "no layout");
      case CHECK_OUTPUTS ->
          Foreign.of(
              "Nothing is checked: probabilities of yes need not sum to anything, so they cannot be"
                  + " told from logits.",
              "no checkOutputs");
      case LABEL_SMOOTHING, POSITIVE_WEIGHT, POSITIVE_WEIGHTS, EXAMPLE_WEIGHTS -> Optional.empty();
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
