package dev.surprisal.processor.validation;

import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Product;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Rounding;
import dev.surprisal.processor.express.algebra.Rounding.Rounded;
import dev.surprisal.processor.express.option.OwnFormula;
import dev.surprisal.processor.express.text.BetterForm;
import dev.surprisal.processor.express.text.ParsedFormula;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the parts of a formula that lose digits which they could keep, for some outputs and
 * targets: parts that rounding moves by far more than it would if it touched nothing but the
 * outputs and the result.
 */
final class FormulaDigits {
  /** Near to 0, usual, far out, and where exponentials are no doubles any more. */
  private static final double[] OUTPUTS = {-800, -40, -3, -1e-9, 1e-9, 3, 40, 800};

  /** How much more an error may be than what cannot be helped. */
  private static final double TOLERATED = 1e4;

  /** Half of the digits. */
  private static final double HALF = 1e-8;

  /** What is wrong in the third digit is no value. */
  private static final double NO_VALUE = 1e-3;

  /**
   * A part that loses its digits.
   *
   * @param expr the part
   * @param where the outputs, the target and the parameters, in words
   * @param better how to write it, if that is known
   */
  record Loss(Expr expr, String where, Optional<String> better) {}

  private final OwnFormula formula;
  private final ParsedFormula parsed;
  private final Map<Expr, Loss> losses = new LinkedHashMap<>();

  private FormulaDigits(OwnFormula formula, ParsedFormula parsed) {
    this.formula = formula;
    this.parsed = parsed;
  }

  /** The parts that lose their digits. */
  static Iterable<Loss> lost(OwnFormula formula, ParsedFormula parsed) {
    FormulaDigits digits = new FormulaDigits(formula, parsed);
    for (Map<Symbol, Double> sample : FormulaSamples.of(formula)) {
      for (Symbol output : formula.outputs()) {
        for (double at : OUTPUTS) {
          Map<Symbol, Double> numbers = new HashMap<>(sample);
          numbers.put(output, at);
          String where = output.letter() + " = " + at + ", y = ";
          digits.ofTerms(
              parsed.expr(), new Rounding(numbers), where + FormulaSamples.words(formula, sample));
        }
      }
    }
    return digits.losses.values();
  }

  /**
   * Of terms of the loss, which is added up over examples: what is left of a difference of two is
   * exact beside them.
   */
  private void ofTerms(Expr expr, Rounding rounding, String where) {
    if (expr instanceof Sum sum) {
      sum.parts().forEach(term -> ofTerms(term, rounding, where));
    } else if (expr instanceof Product product && Canonical.coefficient(product) != 1) {
      ofTerms(product.times(1 / Canonical.coefficient(product)), rounding, where);
    } else {
      find(expr, rounding, where);
    }
  }

  /** Whether an expression, or a part of it, has lost its digits. */
  private boolean find(Expr expr, Rounding rounding, String where) {
    boolean isInside = false;
    for (Expr part : expr.parts()) {
      isInside |= find(part, rounding, where);
    }
    if (isInside || losses.containsKey(expr)) {
      return true;
    }
    Rounded rounded = rounding.of(expr);
    double size = Math.abs(rounded.value());
    if (rounded.isTooLarge()
        || rounded.error() < HALF * size
        || rounded.error() < TOLERATED * rounded.unavoidable()) {
      return false;
    }
    Optional<String> better = BetterForm.of(expr, parsed);
    if (better.isPresent() || rounded.error() > NO_VALUE * Math.max(1, size)) {
      losses.put(expr, new Loss(expr, where, better));
    }
    return true;
  }
}
