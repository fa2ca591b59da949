package dev.surprisal.processor.write;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Formulas that are longer than a line. */
final class Lines {
  /** The columns that an expression has in a loop. */
  private static final int EXPRESSION = 74;

  /** What lines may begin with. */
  private static final List<String> SIGNS = List.of(" + ", " - ", " ? ", " : ");

  private Lines() {}

  /** A statement that gives a variable its value, on as many lines as it takes. */
  static String assigned(String variable, String value) {
    return value.length() < EXPRESSION
        ? variable + " = " + value + ";\n"
        : variable + " =\n$>$>" + broken(value, EXPRESSION, 0) + ";\n$<$<";
  }

  /**
   * Breaks a formula before what is added or subtracted, or chosen: within brackets, where these
   * are longer than a line. A term that is longer itself is broken before what multiplies its
   * brackets.
   *
   * @param columns the columns of a line
   * @param indent the spaces before all lines but the first
   */
  static String broken(String formula, int columns, int indent) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String term : parts(formula, columns, 0)) {
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

  /** What may stand on a line of its own, of a formula that is within so many brackets. */
  private static List<String> parts(String formula, int columns, int brackets) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 1; i <= formula.length(); i++) {
      char before = formula.charAt(i - 1);
      depth += "([".indexOf(before) >= 0 ? 1 : ")]".indexOf(before) >= 0 ? -1 : 0;
      if (i == formula.length() || depth <= brackets && isSign(formula, i)) {
        String part = formula.substring(start, i);
        boolean isWhole = part.length() <= columns || !hasSign(part);
        parts.addAll(isWhole ? factors(part, columns) : parts(part, columns, brackets + 1));
        start = i;
      }
    }
    return parts;
  }

  /** A term, and what multiplies its brackets apart where it is longer than a line. */
  private static List<String> factors(String term, int columns) {
    int end = term.length() > columns ? term.lastIndexOf(") * ") + 1 : 0;
    return end == 0 ? List.of(term) : List.of(term.substring(0, end), term.substring(end));
  }

  private static boolean isSign(String formula, int at) {
    return SIGNS.stream().anyMatch(sign -> formula.startsWith(sign, at));
  }

  private static boolean hasSign(String part) {
    return IntStream.range(1, part.length()).anyMatch(at -> isSign(part, at));
  }
}
