package dev.surprisal.processor.family;

import dev.surprisal.annotation.Activation;
import java.util.Optional;
import java.util.OptionalInt;

/** Several independent yes or no. */
record ProductOfBernoullis() implements Family {

  @Override
  public Optional<Misfit> misfit(Activation activation) {
    return Logistic.misfit(
        activation,
        new Misfit(
            "A softmax makes the labels compete for a total of one, so two labels that are both"
                + " right can never both be likely.",
            "activation = SIGMOID, or distribution = CATEGORICAL if exactly one label is right"));
  }

  @Override
  public SizeRule size() {
    return new SizeRule(
        1,
        Integer.MAX_VALUE,
        OptionalInt.empty(),
        new Misfit("An example needs at least one label.", "the number of labels"));
  }

  @Override
  public TargetKind targets() {
    return TargetKind.PROBABILITY;
  }

  @Override
  public Wording wording() {
    return new Wording("logits", "labels", "probabilities");
  }

  @Override
  public Formula formula() {
    return Logistic.formula(
        "independent labels under a product of Bernoulli distributions",
        "a row of logits z and its labels y, each from 0 (no) to 1 (yes)",
        "sum_k log(1 + exp(z_k)) - y_k z_k");
  }

  @Override
  public Algorithm algorithm() {
    return Logistic.algorithm();
  }
}
