package dev.surprisal.processor.family;

import dev.surprisal.annotation.Activation;
import java.util.Optional;
import java.util.OptionalInt;

/** One yes or no. */
record Bernoulli() implements Family {

  @Override
  public Optional<Misfit> misfit(Activation activation) {
    return Logistic.misfit(
        activation,
        new Misfit(
            "A softmax over the single output of a yes or no is always 1, whatever the model"
                + " emits: nothing is learned.",
            "activation = SIGMOID, or distribution = CATEGORICAL, size = 2 if the model emits one"
                + " logit for no and one for yes"));
  }

  @Override
  public SizeRule size() {
    return new SizeRule(
        1,
        1,
        OptionalInt.of(1),
        new Misfit(
            "A Bernoulli has one output per example, the logit of yes.",
            "no size, or distribution = PRODUCT_OF_BERNOULLIS for several yes or no at once, or"
                + " distribution = CATEGORICAL, activation = SOFTMAX for classes that exclude each"
                + " other"));
  }

  @Override
  public TargetKind targets() {
    return TargetKind.PROBABILITY;
  }

  @Override
  public Wording wording() {
    return new Wording("logits", "targets", "probabilities");
  }

  @Override
  public Formula formula() {
    return Logistic.formula(
        "a yes or no under a Bernoulli distribution",
        "a logit z and its target y, from 0 (no) to 1 (yes)",
        "log(1 + exp(z)) - y z");
  }

  @Override
  public Algorithm algorithm() {
    return Logistic.algorithm();
  }
}
