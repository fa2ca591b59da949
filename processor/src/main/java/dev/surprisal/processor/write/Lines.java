package dev.surprisal.processor.write;

/** Formulas that are longer than a line. */
final class Lines {
  /** The columns that an expression has in a loop. */
  private static final int EXPRESSION = 74;

  private Lines() {}

  /** A statement that gives a variable its value, on as many lines as it takes. */
  static String assigned(String variable, String value) {
    return value.length() < EXPRESSION
        ? variable + " = " + value + ";\n"
        : variable + " =\n$>$>" + broken(value, EXPRESSION, 0) + ";\n$<$<";
  }

  /**
   * Breaks a formula before what is added or subtracted.
   *
   * @param columns the columns of a line
   * @param indent the spaces before all lines but the first
   */
  static String broken(String formula, int columns, int indent) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String term : formula.split("(?= [+-] )")) {
      if (column > 0 && column + term.length() > columns) {
        text.append('\n').append(" ".repeat(indent)).append(term.strip());
        column = term.strip().length();
      } else {
        text.append(term);
        column += term.length();
      }
    }
    return text.toString();
  }
}
