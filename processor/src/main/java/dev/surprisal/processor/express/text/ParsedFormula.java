package dev.surprisal.processor.express.text;

import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import dev.surprisal.processor.express.algebra.Notation;
import java.util.Map;

/**
 * A formula that has been read.
 *
 * @param text the formula
 * @param expr what it says
 * @param parts where expressions in it stand, and how they are written
 */
public record ParsedFormula(String text, Expr expr, Map<Expr, Part> parts) {
  /**
   * A part of the text.
   *
   * @param place where it begins
   * @param text how it is written
   */
  public record Part(int place, String text) {}

  /** Whether an expression stands in it as such. */
  boolean isWritten(Expr expr) {
    return parts.containsKey(expr);
  }

  /** Where an expression begins; one that is written nowhere, where the formula does. */
  public int place(Expr expr) {
    Part part = parts.get(expr);
    return part == null ? 0 : part.place();
  }

  /** An expression as it is written; one that is written nowhere, of its terms. */
  public String written(Expr expr) {
    Part part = parts.get(expr);
    if (part != null) {
      return part.text();
    }
    if (!(expr instanceof Sum sum)) {
      return new Notation("").of(expr);
    }
    StringBuilder terms = new StringBuilder();
    for (Expr term : sum.parts()) {
      boolean isNegative = Canonical.isNegative(term);
      String sign = terms.isEmpty() ? "" : " + ";
      terms.append(isNegative ? terms.isEmpty() ? "-" : " - " : sign);
      terms.append(written(isNegative ? term.negate() : term));
    }
    return terms.toString();
  }
}
