package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;
import static dev.surprisal.processor.express.algebra.Rows.PASSED;
import static dev.surprisal.processor.express.algebra.Rows.REACHED;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Classes in an order: a yes or no for each but the last, whether it was passed once reached. */
record Ordinal() implements Family {
  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(Z),
                REACHED.times(
                    PASSED.times(softplus(Z.negate())).plus(ONE.minus(PASSED).times(softplus(Z)))),
                List.of(sigmoid(Z)),
                new Words(
                    "one of several classes in an order, each but the last with the odds of being"
                        + " passed once it is reached",
                    "a row of logits z, z_k that of more than k, having reached k, and its class y",
                    "Logits beyond the class count for nothing. Of the others, -infinity has"
                        + " probability 0, and an infinite loss unless it is that of the class;"
                        + " NaN or +infinity give NaN, in that example alone."))
            .showing(Logistic.WITH_P));
  }

  @Override
  public Activation activation() {
    return Activation.SIGMOID;
  }

  @Override
  public Optional<Misfit> misfit(Activation activation) {
    return Logistic.misfit(
        activation,
        new Misfit(
            "A softmax knows no order: to it, the next class is as wrong as the furthest.",
            "activation = SIGMOID, or distribution = CATEGORICAL if the classes have no order"));
  }

  @Override
  public Optional<Misfit> misfit(Reduction reduction, Options options) {
    return reduction == Reduction.MEAN_OF_OUTPUTS
        ? Optional.of(
            new Misfit(
                "The outputs of a row describe one class together, and those beyond it count for"
                    + " nothing.",
                "reduction = MEAN"))
        : Optional.empty();
  }

  @Override
  public SizeRule size(Options options) {
    return new SizeRule(
        1,
        Integer.MAX_VALUE,
        OptionalInt.empty(),
        new Misfit(
            "There is an output for each class but the last.", "the number of classes less one"));
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.ORDERED_CLASS;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("logits", "classes", "probabilities");
  }

  @Override
  public boolean has(Option option) {
    return switch (option) {
      case IGNORE_INDEX -> true;
      case MISSING_TARGETS, TEMPERATURE -> false;
      default -> Logistic.has(option, this);
    };
  }

  @Override
  public Foreign refusal(Option option) {
    return switch (option) {
      case TARGET -> Foreign.of("Targets are class indices in any case.", "no target");
      case LABEL_SMOOTHING ->
          Foreign.of(
              "There is nothing even between classes of which the next is less wrong than the"
                  + " furthest.",
              "no labelSmoothing");
      case TEMPERATURE ->
          Foreign.of(
              "A temperature is for the probabilities of a teacher; targets are classes here.",
              "no temperature");
      case CLASS_WEIGHTS ->
          Foreign.of(
              Option.EXAMPLE_WEIGHTS,
              "The weight of a class is that of its examples.",
              "exampleWeights = true, with the weight of its class for each example");
      case POSITIVE_WEIGHT, POSITIVE_WEIGHTS ->
          Foreign.of(
              Option.EXAMPLE_WEIGHTS,
              "Of classes in an order none is the positive one.",
              "exampleWeights = true, with the weight of its class for each example");
      case MISSING_TARGETS ->
          Foreign.of(
              Option.IGNORE_INDEX,
              "A target is the class of a whole row, known or not.",
              "ignoreIndex = the index that marks a row whose class is unknown");
      default -> Logistic.refusal(option);
    };
  }
}
