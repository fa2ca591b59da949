package dev.surprisal.processor.family;

import dev.surprisal.annotation.Activation;
import java.util.Optional;

/** What one yes or no and several of them share: A(z) = log(1 + exp z), output by output. */
final class Logistic {
  private static final String EXTREMES =
      "A logit of -infinity has probability 0, and an infinite loss unless its target is 0. NaN or"
          + " +infinity give NaN, in that example alone.";

  private Logistic() {}

  static Formula formula(String subject, String symbols, String loss) {
    return new Formula(
        subject, symbols, loss, "p - y", "p = 1 / (1 + exp(-z))", "p (1 - p)", EXTREMES);
  }

  static Algorithm algorithm() {
    return new Algorithm(
        Body.allOutputs(OutputStep.SOFTPLUS_MINUS_PRODUCT),
        Body.allOutputs(OutputStep.SIGMOID_MINUS_TARGET),
        Body.allOutputs(OutputStep.SIGMOID),
        Body.allOutputs(OutputStep.SIGMOID_SLOPE));
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

  static Optional<Misfit> misfit(Activation activation, Misfit softmax) {
    return switch (activation) {
      case SIGMOID -> Optional.empty();
      case SOFTMAX -> Optional.of(softmax);
      case IDENTITY -> identity();
    };
  }
}
