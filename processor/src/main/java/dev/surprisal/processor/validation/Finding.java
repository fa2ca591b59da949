package dev.surprisal.processor.validation;

import dev.surprisal.processor.model.Position;

/**
 * A problem found in a source.
 *
 * @param problem what it is
 * @param position where it is to be reported
 * @param text the message for the user
 */
public record Finding(Problem problem, Position position, String text) {

  /** A finding, its message filled in; it says where it is if the compiler cannot. */
  public static Finding of(Problem problem, Position position, Object... arguments) {
    String place = position.name().map(name -> "\n    at:    " + name).orElse("");
    return new Finding(problem, position, message(problem, arguments) + place);
  }

  /** The message of a problem, filled in. */
  public static String message(Problem problem, Object... arguments) {
    return problem.template().formatted(arguments);
  }

  /** Whether nothing can be generated. */
  public boolean isError() {
    return problem.severity() == Problem.Severity.ERROR;
  }
}
