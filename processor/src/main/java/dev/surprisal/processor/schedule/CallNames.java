package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Function;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of what functions give: that of a result or a letter that is just it, or its own. */
final class CallNames {
  /** How many calls of a function have a name. */
  private final Map<Function, Integer> numbers = new EnumMap<>(Function.class);

  /**
   * The calls in results that are not known yet, those in their arguments first.
   *
   * @param others calls that have names in any case, before all others
   */
  Map<Call, String> of(Map<String, Expr> results, Set<Expr> known, List<Call> others) {
    Map<Call, String> calls = new LinkedHashMap<>();
    others.forEach(call -> calls.put(call, nameOf(call.function())));
    results.forEach((name, result) -> collect(result, name, known, calls));
    return calls;
  }

  /**
   * The calls in an expression.
   *
   * @param name what the expression is called; empty if it has no name
   */
  private void collect(Expr expr, String name, Set<Expr> known, Map<Call, String> calls) {
    String own = expr instanceof Definition definition ? definition.letter() : "";
    expr.parts().forEach(part -> collect(part, own, known, calls));
    if (expr instanceof Call call && !known.contains(call) && !calls.containsKey(call)) {
      calls.put(call, name.isEmpty() ? nameOf(call.function()) : name);
    }
  }

  /** The name of the function; from its second call on, with the number of the call. */
  private String nameOf(Function function) {
    int number = numbers.merge(function, 1, Integer::sum);
    return number == 1 ? function.primitive() : function.primitive() + number;
  }
}
