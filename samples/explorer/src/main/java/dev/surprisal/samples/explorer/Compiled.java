package dev.surprisal.samples.explorer;

import dev.surprisal.runtime.ArrayLossFunction;
import java.util.List;
import java.util.Optional;

/**
 * What the compiler made of a formula.
 *
 * @param report what it says
 * @param loss an instance of the class that was generated, if there is one
 */
record Compiled(Report report, Optional<ArrayLossFunction<double[], double[]>> loss) {
  /**
   * What a page is told.
   *
   * @param head the declaration
   * @param diagnostics errors and warnings, as a terminal shows them
   * @param source the generated class; empty where there is none
   */
  record Report(String head, List<String> diagnostics, String source) {}
}
