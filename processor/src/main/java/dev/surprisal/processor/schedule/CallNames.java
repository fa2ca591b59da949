package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.OfRow.AtTarget;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of what functions, and what ties a row together, give: that of a result or a letter
 * that is just it, or its own.
 */
final class CallNames {
  /** How many calls have the name of their function. */
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * The calls in results that are not known yet, those in their arguments first.
   *
   * @param others calls that have names in any case, before all others
   */
  Map<Expr, String> of(Map<String, Expr> results, Set<Expr> known, List<Call> others) {
    Map<Expr, String> calls = new LinkedHashMap<>();
    others.forEach(call -> calls.put(call, numbered(nameOf(call))));
    results.forEach((name, result) -> collect(result, name, known, calls));
    return calls;
  }

  /**
   * The calls in an expression.
   *
   * @param name what the expression is called; empty if it has no name
   */
  private void collect(Expr expr, String name, Set<Expr> known, Map<Expr, String> calls) {
    String own = expr instanceof Definition definition ? definition.letter() : "";
    expr.parts().forEach(part -> collect(part, own, known, calls));
    boolean isCall = expr instanceof Call || Rows.isTied(expr);
    if (isCall && !known.contains(expr) && !calls.containsKey(expr)) {
      calls.put(expr, name.isEmpty() ? numbered(nameOf(expr)) : name);
    }
  }

  private static String nameOf(Expr call) {
    if (call instanceof AtTarget at) {
      return at.of() instanceof Symbol output ? output.letter() + "AtTarget" : "atTarget";
    }
    return call instanceof Call of ? of.function().primitive() : "total";
  }

  /** The name of the function; from its second call on, with the number of the call. */
  private String numbered(String name) {
    int number = numbers.merge(name, 1, Integer::sum);
    return number == 1 ? name : name + number;
  }
}
