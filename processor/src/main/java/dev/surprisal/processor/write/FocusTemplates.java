package dev.surprisal.processor.write;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.schedule.program.Focus;
import dev.surprisal.processor.schedule.program.Reals;
import java.util.Map;

/**
 * The loss of a row as a function of its surprisal, which is in {@code n}, and the probability of
 * its class in {@code pOfTarget}.
 */
final class FocusTemplates {
  private final Focus focus;

  FocusTemplates(Focus focus) {
    this.focus = focus;
  }

  /** What it is made of: what the probability of the class lacks to 1, and the power of that. */
  String function() {
    return """
    // At least what a probability near 1 can lack in double: a power below 1 has no slope at 0.
    double q = $math:T.max(1 - pOfTarget, 0x1p-53);
    double f = $math:T.pow(q, %s);
    """
        .formatted(focus.power().name());
  }

  /** The loss itself. */
  String loss() {
    return of(focus.loss(), "n");
  }

  /** Beyond 1e3, where the probability is 0, the derivatives do not change. */
  String held() {
    return """
    // No infinity, of which a probability of 0 would make NaN.
    double held = $math:T.min(n, 1e3);
    """;
  }

  /** Its derivative by the surprisal. */
  String slope() {
    return of(focus.slope(), "held");
  }

  /** The second derivative. */
  String bend() {
    return of(focus.bend(), "held");
  }

  private String of(Expr expr, String surprisal) {
    return new JavaNotation(Map.of(focus.surprisal(), surprisal), Reals.DOUBLES).of(expr);
  }
}
