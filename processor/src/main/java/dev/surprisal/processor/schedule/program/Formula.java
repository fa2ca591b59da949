package dev.surprisal.processor.schedule.program;

import java.util.List;

/**
 * What the Javadoc of a generated class says of its mathematics. Formulas stand in ASCII, since the
 * generated file is written in whatever encoding the user's compiler has.
 *
 * @param subject completes "the surprisal, in nats, of ..."
 * @param symbols completes "For ...", naming the letters of the formulas
 * @param definitions letters that the formulas need besides
 * @param loss the loss of one example
 * @param gradient its gradient by the outputs
 * @param prediction the mean of the distribution
 * @param curvature the diagonal of its Hessian
 * @param extremes what outputs that are not finite give
 */
public record Formula(
    String subject,
    String symbols,
    List<Definition> definitions,
    String loss,
    String gradient,
    String prediction,
    String curvature,
    String extremes) {

  /** A letter and what it stands for. */
  public record Definition(String letter, String meaning) {}
}
