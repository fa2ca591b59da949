package dev.surprisal.processor.express.distribution;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One yes or no. */
record Bernoulli() implements Family {
  @Override
  public Optional<Likelihood> likelihood() {
    return Logistic.likelihood(
        "a yes or no under a Bernoulli distribution",
        "a logit z and its target y, from 0 (no) to 1 (yes)");
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
            "A softmax over the single output of a yes or no is always 1, whatever the model"
                + " emits: nothing is learned.",
            "activation = SIGMOID, or distribution = CATEGORICAL, size = 2 if the model emits one"
                + " logit for no and one for yes"));
  }

  @Override
  public SizeRule size(Options options) {
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
  public TargetKind targets(Options options) {
    return TargetKind.PROBABILITY;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("logits", "targets", "probabilities");
  }

  @Override
  public boolean has(Option option) {
    return switch (option) {
      case LAYOUT, OUTPUT_WEIGHTS -> false;
      default -> Logistic.has(option, this);
    };
  }

  @Override
  public Foreign refusal(Option option) {
    return switch (option) {
      case LAYOUT ->
          Foreign.of(
              "With one output per example, classes first and classes last are the same order.",
              "no layout, or distribution = PRODUCT_OF_BERNOULLIS if each position has several"
                  + " labels");
      case OUTPUT_WEIGHTS ->
          Foreign.of(
              Option.POSITIVE_WEIGHT,
              "With one output per example, its weight would multiply all of the loss.",
              "positiveWeight = the weight of yes, or exampleWeights = true for a weight per"
                  + " example");
      default -> Logistic.refusal(option);
    };
  }

  @Override
  public List<Contradiction> contradictions(Options options) {
    return Logistic.contradictions(options);
  }
}
