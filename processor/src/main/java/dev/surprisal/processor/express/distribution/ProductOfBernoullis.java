package dev.surprisal.processor.express.distribution;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.PositiveWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Several independent yes or no. */
record ProductOfBernoullis() implements Family {
  @Override
  public Optional<Likelihood> likelihood() {
    return Logistic.likelihood(
        "independent labels under a product of Bernoulli distributions",
        "a row of logits z and its labels y, each from 0 (no) to 1 (yes)");
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
            "A softmax makes the labels compete for a total of one, so two labels that are both"
                + " right can never both be likely.",
            "activation = SIGMOID, or distribution = CATEGORICAL if exactly one label is right"));
  }

  @Override
  public SizeRule size(Options options) {
    return new SizeRule(
        1,
        Integer.MAX_VALUE,
        OptionalInt.empty(),
        new Misfit("An example needs at least one label.", "the number of labels"));
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.PROBABILITY;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("logits", "labels", "probabilities");
  }

  @Override
  public boolean has(Option option) {
    return Logistic.has(option, this);
  }

  @Override
  public Foreign refusal(Option option) {
    return Logistic.refusal(option);
  }

  @Override
  public List<Contradiction> contradictions(Options options) {
    List<Contradiction> found = new ArrayList<>(Logistic.contradictions(options));
    if (options.outputWeights() && options.positiveWeight() == PositiveWeight.PER_LABEL) {
      found.add(
          new Contradiction(
              Option.OUTPUT_WEIGHTS,
              "positiveWeights = true",
              new Misfit(
                  "The constructor is given one number for each label, and would not know which of"
                      + " the two it is.",
                  "positiveWeight = one weight of yes for all labels, beside outputWeights")));
    }
    return found;
  }
}
