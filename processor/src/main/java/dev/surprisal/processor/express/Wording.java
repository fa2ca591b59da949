package dev.surprisal.processor.express;

import java.util.List;

/**
 * The names of the arguments of a generated class.
 *
 * @param outputs what the head emits
 * @param targets the targets
 * @param predictions what the activation makes of the outputs
 * @param parts what the outputs of a value are, where it has several
 */
public record Wording(String outputs, String targets, String predictions, List<String> parts) {
  /** Of values that have one output. */
  public Wording(String outputs, String targets, String predictions) {
    this(outputs, targets, predictions, List.of());
  }
}
