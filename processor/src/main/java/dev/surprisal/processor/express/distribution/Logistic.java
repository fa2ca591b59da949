package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.POSITIVE_WEIGHT;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Function.SIGMOID_SLOPE;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.option.Focal;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.PositiveWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Yes or no, one or several: z the log-odds of yes, A(z) = log(1 + exp z), output by output. */
final class Logistic {
  private static final String EXTREMES =
      "A logit of -infinity has probability 0, and an infinite loss unless its target is 0. NaN or"
          + " +infinity give NaN, in that example alone.";

  /** The probability of yes. */
  private static final Expr P = new Symbol("p", Role.OUTPUT);

  /** Sigmoids as formulas show them. */
  static final Map<Expr, Expr> WITH_P =
      Map.of(
          sigmoid(Z), P,
          sigmoid(Z.negate()), ONE.minus(P),
          SIGMOID_SLOPE.of(Z), P.times(ONE.minus(P)));

  private Logistic() {}

  /**
   * The likelihood, without options.
   *
   * @param subject what is surprising
   * @param symbols what the letters are
   */
  static Optional<Likelihood> likelihood(String subject, String symbols) {
    Expr yes = POSITIVE_WEIGHT.times(Y).times(Focal.factor(Z));
    Expr no = ONE.minus(Y).times(Focal.factor(Z.negate()));
    return Optional.of(
        Likelihood.of(
                List.of(Z),
                yes.times(softplus(Z.negate())).plus(no.times(softplus(Z))),
                List.of(sigmoid(Z)),
                new Words(subject, symbols, EXTREMES))
            .withEven(Expr.of(0.5))
            .showing(WITH_P));
  }

  static Optional<Misfit> misfit(Activation activation, Misfit softmax) {
    return switch (activation) {
      case SIGMOID -> Optional.empty();
      case SOFTMAX -> Optional.of(softmax);
      case EXP ->
          Optional.of(
              new Misfit(
                  "An exponential can be above 1, so it is no probability.",
                  "activation = SIGMOID, or distribution = POISSON if events are counted"));
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

  /** Whether a family of yes or no has an option. */
  static boolean has(Option option, Family family) {
    return option == Option.CHECK_OUTPUTS
        || option == Option.TEMPERATURE
        || family.likelihood().map(option::isOf).orElseThrow();
  }

  static Foreign refusal(Option option) {
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
      default -> Foreign.refusal(option);
    };
  }

  static List<Contradiction> contradictions(Options options) {
    List<Contradiction> found = new ArrayList<>();
    if (options.positiveWeight() == PositiveWeight.PER_LABEL
        && options.positiveWeightValue() != 1) {
      found.add(
          new Contradiction(
              Option.POSITIVE_WEIGHT,
              "positiveWeights = true",
              new Misfit(
                  "Yes would have two weights: one that is known now, and one that the"
                      + " constructor is given.",
                  "one of the two")));
    }
    Contradiction.ofSmoothedFocus(options).ifPresent(found::add);
    return found;
  }
}
