package dev.surprisal.processor.express.algebra;

import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Symbol;

/** The components that the outputs of a value describe together. */
public final class Components {
  private Components() {}

  /** Whether an expression is a number for each component, and not one for the whole value. */
  public static boolean isOfComponents(Expr x) {
    if (x instanceof Symbol symbol) {
      return symbol.role() == Role.COMPONENT;
    }
    boolean isOfValue = x instanceof Call call && call.function() == Function.LOG_SUM_EXP;
    return !isOfValue && x.parts().stream().anyMatch(Components::isOfComponents);
  }

  /** Whether a function looks at all components of a value. */
  public static boolean areTiedBy(Function function) {
    return switch (function) {
      case LOG_SUM_EXP, SHARE, OTHERS -> true;
      default -> false;
    };
  }
}
