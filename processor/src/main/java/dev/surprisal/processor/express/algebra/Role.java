package dev.surprisal.processor.express.algebra;

/** What a symbol stands for, in the order in which formulas have them. */
public enum Role {
  /** A number that the constructor is given. */
  GIVEN,
  /** How much each output counts, 1 or 0 or more. What counts 0 is 0, whatever it was. */
  COUNTED,
  /** A number for each output of an example, that the constructor is given. */
  PER_OUTPUT,
  /** A number for each output, that the head emits. */
  OUTPUT,
  /** A number for each component of what outputs describe together, that the head emits. */
  COMPONENT,
  /** A number for each output, that the head is to emit. */
  TARGET,
  /** Something that a target is or is not. */
  CONDITION,
  /** A place in the formula of a distribution where an option puts something. */
  OPTIONAL
}
