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
  static Optional<Foreign> of(String why, String instead) {
    return Optional.of(new Foreign(Optional.empty(), new Misfit(why, instead)));
  }

  static Optional<Foreign> of(Option meant, String why, String instead) {
    return Optional.of(new Foreign(Optional.of(meant), new Misfit(why, instead)));
  }
}
