package dev.surprisal.processor.express.distribution;

import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import java.util.Optional;

/**
 * Two options that a family has, but not together.
 *
 * @param option the one to be reported
 * @param other the other one, as it is written
 * @param misfit why, and what to write instead
 */
public record Contradiction(Option option, String other, Misfit misfit) {
  /** Of the families that have both, where both are written. */
  static Optional<Contradiction> ofSmoothedFocus(Options options) {
    return options.isFocal() && options.isSmoothed()
        ? Optional.of(
            new Contradiction(
                Option.LABEL_SMOOTHING,
                "focal = " + options.focal(),
                new Misfit(
                    "focal is the power of 1 - p, p being the probability of what is right; smoothing"
                        + " leaves no answer that is right alone, and both keep a model from being"
                        + " too sure.",
                    "one of the two")))
        : Optional.empty();
  }
}
