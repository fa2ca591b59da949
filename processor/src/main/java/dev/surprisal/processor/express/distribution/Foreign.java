package dev.surprisal.processor.express.distribution;

import dev.surprisal.processor.express.option.Option;
import java.util.Optional;

/**
 * An option that a family does not have.
 *
 * @param meant the one that was probably meant
 * @param misfit why it has none, and what to write instead
 */
public record Foreign(Optional<Option> meant, Misfit misfit) {
  static Foreign of(String why, String instead) {
    return new Foreign(Optional.empty(), new Misfit(why, instead));
  }

  static Foreign of(Option meant, String why, String instead) {
    return new Foreign(Optional.of(meant), new Misfit(why, instead));
  }

  /** What is true of an option whatever the distribution that has no use for it. */
  static Foreign refusal(Option option) {
    return switch (option) {
      case OUTPUTS -> of("The outputs are what its mean is made of, as they are.", "no outputs");
      case TARGET -> of("Targets are numbers in any case.", "no target");
      case IGNORE_INDEX ->
          of(
              Option.EXAMPLE_WEIGHTS,
              "Targets are numbers, not indices, so none of them could mark a row.",
              "exampleWeights = true, with weight 0 for the examples to ignore");
      case LABEL_SMOOTHING ->
          of(
              "There is nothing even that its targets could be smoothed towards.",
              "no labelSmoothing");
      case CLASS_WEIGHTS, POSITIVE_WEIGHT, POSITIVE_WEIGHTS ->
          of(
              Option.EXAMPLE_WEIGHTS,
              "Its targets are no classes that could be weighed.",
              "exampleWeights = true for a weight per example");
      case TEMPERATURE ->
          of(
              "It flattens the probabilities of classes, or of yes and no; its outputs are no"
                  + " logits of such.",
              "no temperature");
      case FOCAL ->
          of(
              "It multiplies the loss by a power of 1 - p, p being the probability of the class, or"
                  + " of the yes or no, that is right; its targets are none of these.",
              "no focal, or exampleWeights = true for a weight per example");
      case Z_LOSS, SOFT_CAP ->
          of("It is made for the logits of a softmax.", "no " + option.member());
      case QUANTILE ->
          of(
              "It describes its whole target by its mean, and no quantile by itself.",
              "no quantile, or distribution = ASYMMETRIC_LAPLACE");
      case POWER ->
          of(
              "How its variance goes with its mean is settled.",
              "no power, or distribution = TWEEDIE");
      case TRIALS ->
          of(
              "Its targets do not count out of a number of trials.",
              "no trials, or distribution = BINOMIAL");
      case DEGREES_OF_FREEDOM ->
          of("Its tails are what they are.", "no degreesOfFreedom, or distribution = STUDENT_T");
      case COMPONENTS ->
          of(
              "It is one distribution, and no mixture of several.",
              "no components, or distribution = MIXTURE_OF_GAUSSIANS");
      case LEAST_VARIANCE ->
          of("It learns no variance that could become too small.", "no leastVariance");
      case VARIANCE -> of("It has no variance that could be given by itself.", "no variance");
      case CHECK_OUTPUTS ->
          of("Nothing is checked: any number can be an output.", "no checkOutputs");
      case CENSORED ->
          of(
              "A target that was outlived costs -log of the probability of more, which is known here"
                  + " of two distributions of times.",
              "no censored, or distribution = WEIBULL or LOG_NORMAL");
      case OUTPUT_WEIGHTS, EXAMPLE_WEIGHTS, MISSING_TARGETS, LAYOUT ->
          of("It makes no difference here.", "no " + option.member());
    };
  }
}
