package dev.surprisal.processor.express.text;

/** What is wrong with how a formula ties the outputs of a row together. */
final class RowMistake {
  private RowMistake() {}

  /** What differs between outputs, in a formula that is to be one number for the row. */
  static BadFormula outside(int place, String name) {
    return mistake(
        place,
        name + " is a number for each output, and stands outside of sum, logSumExp and [y]",
        "A formula that has one of these is the loss of a row, which is one number.",
        "sum(...) around what each output adds, or " + name + "[y] of a class y");
  }

  /** What is the same for all outputs, where each has its part. */
  static BadFormula same(int place, String name) {
    return mistake(
        place,
        name + " of what is the same for all outputs",
        "It goes over the outputs of a row, and there is nothing in it that differs between them.",
        "what each output adds, such as sum((z - y)^2); what is one number for the row stands"
            + " outside of it");
  }

  /** A class that is taken for a number. */
  static BadFormula number(int place) {
    return mistake(
        place,
        "y is the class of the row, and no number",
        "As a number, it would say that classes have an order and distances.",
        "z[y], the output at the class");
  }

  /** What has no class to stand at. */
  static BadFormula noClass(int place) {
    return mistake(
        place,
        "[y] of targets that are no classes",
        "It is the output at the class that a row has as its target.",
        "targets = Targets.CLASSES; or y itself, the target of each output");
  }

  /** What is no output, in the place of one. */
  static BadFormula noOutput(int place, String name) {
    return mistake(
        place,
        name + " is no output, and has no [y]",
        "[y] is the output at the class that a row has as its target.",
        "an output before [y]");
  }

  private static BadFormula mistake(int place, String what, String why, String instead) {
    return new BadFormula(BadFormula.Kind.ROW, place, what, why, instead);
  }
}
