package dev.surprisal.processor.family;

import static dev.surprisal.processor.family.RowStep.ADD_LOG_SUM_EXP_MINUS_TARGET;
import static dev.surprisal.processor.family.RowStep.INDICATOR_VARIANCE;
import static dev.surprisal.processor.family.RowStep.LARGEST_LOGIT;
import static dev.surprisal.processor.family.RowStep.NORMALISE;
import static dev.surprisal.processor.family.RowStep.NORMALISE_MINUS_ONE_HOT;
import static dev.surprisal.processor.family.RowStep.READ_TARGET_LOGIT;
import static dev.surprisal.processor.family.RowStep.STORE_EXP;
import static dev.surprisal.processor.family.RowStep.SUM_EXP;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Reduction;
import java.util.Optional;
import java.util.OptionalInt;

/** One of several classes: A(z) = log sum exp z. */
record Categorical() implements Family {

  @Override
  public Optional<Misfit> misfit(Activation activation) {
    return switch (activation) {
      case SOFTMAX -> Optional.empty();
      case SIGMOID ->
          Optional.of(
              new Misfit(
                  "Independent sigmoids do not sum to one over the classes, so they are no"
                      + " distribution over classes that exclude each other.",
                  "activation = SOFTMAX if exactly one class is right, or distribution ="
                      + " PRODUCT_OF_BERNOULLIS if any number of labels can be right at once"));
      case IDENTITY ->
          Optional.of(
              new Misfit(
                  "Raw outputs can be negative and do not sum to one, so they are no"
                      + " probabilities, and their logarithm need not exist.",
                  "activation = SOFTMAX; the model goes on emitting raw logits, the loss applies"
                      + " the softmax itself"));
    };
  }

  @Override
  public Optional<Misfit> misfit(Reduction reduction) {
    return switch (reduction) {
      case MEAN, SUM -> Optional.empty();
      case MEAN_OF_OUTPUTS ->
          Optional.of(
              new Misfit(
                  "The logits of a row describe one outcome together. To divide by their number"
                      + " would only shrink the gradient, the more the more classes there are.",
                  "reduction = MEAN"));
    };
  }

  @Override
  public SizeRule size() {
    return new SizeRule(
        2,
        Integer.MAX_VALUE,
        OptionalInt.empty(),
        new Misfit(
            "A softmax over fewer than two classes is always 1: its loss is always 0 and nothing"
                + " is learned.",
            "the number of classes, or distribution = BERNOULLI, activation = SIGMOID for a yes or"
                + " no in one output"));
  }

  @Override
  public TargetKind targets() {
    return TargetKind.CLASS_INDEX;
  }

  @Override
  public Wording wording() {
    return new Wording("logits", "classes", "probabilities");
  }

  @Override
  public Formula formula() {
    return new Formula(
        "a class under a categorical distribution",
        "a row of logits z and its class y",
        "log(sum_k exp(z_k)) - z_y",
        "p - onehot(y)",
        "p_k = exp(z_k) / sum_j exp(z_j)",
        "p (1 - p)",
        "A logit of -infinity is a masked class: its probability is 0, and so is its gradient,"
            + " unless it is the target, where the loss is infinite and the gradient -1. NaN, +infinity, or a row that is masked as a"
            + " whole give NaN, in that row alone.");
  }

  @Override
  public Algorithm algorithm() {
    return new Algorithm(
        Body.eachRow(READ_TARGET_LOGIT, LARGEST_LOGIT, SUM_EXP, ADD_LOG_SUM_EXP_MINUS_TARGET),
        Body.eachRow(
            READ_TARGET_LOGIT,
            LARGEST_LOGIT,
            STORE_EXP,
            ADD_LOG_SUM_EXP_MINUS_TARGET,
            NORMALISE_MINUS_ONE_HOT),
        Body.eachRow(LARGEST_LOGIT, STORE_EXP, NORMALISE),
        Body.eachRow(LARGEST_LOGIT, STORE_EXP, INDICATOR_VARIANCE));
  }
}
