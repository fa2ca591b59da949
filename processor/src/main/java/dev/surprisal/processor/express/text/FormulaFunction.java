package dev.surprisal.processor.express.text;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * A function that formulas can have.
 *
 * @param of the function
 * @param isOfRow whether it goes over the outputs of a row, and ties them together
 * @param least what arguments have to be above: there it has no slope, below it no value
 */
record FormulaFunction(UnaryOperator<Expr> of, boolean isOfRow, OptionalInt least) {
  /** All of them, by name. */
  static final Map<String, FormulaFunction> ALL = all();

  private static Map<String, FormulaFunction> all() {
    Map<String, FormulaFunction> all = new HashMap<>();
    for (Function function :
        List.of(
            Function.EXP,
            Function.EXPM1,
            Function.LOG,
            Function.LOG1P,
            Function.SQRT,
            Function.SOFTPLUS,
            Function.SIGMOID,
            Function.TANH,
            Function.ABS,
            Function.SIGN,
            Function.LOG1P_OF_SQUARE)) {
      all.put(function.primitive(), new FormulaFunction(function::of, false, leastOf(function)));
    }
    all.put("sum", new FormulaFunction(Rows::sumAsOne, true, OptionalInt.empty()));
    all.put("logSumExp", new FormulaFunction(Rows::logSumExp, true, OptionalInt.empty()));
    return Collections.unmodifiableMap(all);
  }

  private static OptionalInt leastOf(Function function) {
    return switch (function) {
      case LOG, SQRT -> OptionalInt.of(0);
      case LOG1P -> OptionalInt.of(-1);
      default -> OptionalInt.empty();
    };
  }
}
