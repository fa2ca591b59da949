package dev.surprisal.processor;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Expr.Product;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import java.util.Map;

/**
 * Expressions of elementary functions in many digits.
 *
 * @param ofSymbols the numbers that symbols stand for
 */
record ManyDigitsOf(Map<Symbol, Double> ofSymbols) {
  private static final ManyDigits ONE = ManyDigits.exactly(1);

  ManyDigits of(Expr expr) {
    if (expr instanceof Constant constant) {
      return ManyDigits.exactly(constant.value());
    }
    if (expr instanceof Symbol symbol) {
      return ManyDigits.exactly(ofSymbols.get(symbol));
    }
    if (expr instanceof Sum sum) {
      return sum.parts().stream().map(this::of).reduce(ONE.of(0), ManyDigits::plus);
    }
    if (expr instanceof Product product) {
      return product.parts().stream().map(this::of).reduce(ONE, ManyDigits::times);
    }
    if (expr instanceof Power power) {
      ManyDigits raised = ONE;
      for (int i = 0; i < Math.abs(power.exponent()); i++) {
        raised = raised.times(of(power.base()));
      }
      return power.exponent() < 0 ? ONE.over(raised) : raised;
    }
    Call call = (Call) expr;
    ManyDigits x = of(call.argument());
    return switch (call.function()) {
      case EXP -> x.exp();
      case LOG -> x.log();
      case TANH -> x.tanh();
      default -> throw new IllegalArgumentException(call + " is none of them");
    };
  }
}
