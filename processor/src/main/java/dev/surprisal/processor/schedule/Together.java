package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.express.algebra.Function.NORMAL_HAZARD;
import static dev.surprisal.processor.express.algebra.Function.NORMAL_HAZARD_ABOVE;
import static dev.surprisal.processor.express.algebra.Function.NORMAL_TAIL;
import static dev.surprisal.processor.express.algebra.Functions.normalHazard;
import static dev.surprisal.processor.express.algebra.Functions.normalHazardAbove;
import static dev.surprisal.processor.express.algebra.Functions.normalTail;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Function;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Calls that one primitive makes together, whether all of them are asked for or not.
 *
 * @param primitive the primitive
 * @param calls the calls, of which the first has the argument of the primitive
 */
record Together(String primitive, List<Call> calls) {
  private static final Set<Function> OF_NORMAL =
      EnumSet.of(NORMAL_TAIL, NORMAL_HAZARD, NORMAL_HAZARD_ABOVE);

  /** Those of expressions, in which both answers, if there are any, are written as such. */
  static List<Together> of(Collection<Expr> exprs, Optional<Answers> answers) {
    Set<Expr> arguments = new LinkedHashSet<>();
    exprs.forEach(expr -> collect(expr, arguments));
    return Stream.concat(
            answers.map(both -> answers(both, exprs)).stream(),
            arguments.stream().map(Together::normal))
        .toList();
  }

  /** Both surprisals, and where they are asked for both probabilities. */
  private static Together answers(Answers both, Collection<Expr> exprs) {
    return exprs.stream().anyMatch(expr -> expr.has(both.probabilities()::contains))
        ? new Together(
            "answers",
            Stream.concat(both.surprisals().stream(), both.probabilities().stream()).toList())
        : new Together("surprisals", both.surprisals());
  }

  private static void collect(Expr expr, Set<Expr> arguments) {
    if (expr instanceof Call call && OF_NORMAL.contains(call.function())) {
      arguments.add(call.argument());
    }
    expr.parts().forEach(part -> collect(part, arguments));
  }

  private static Together normal(Expr x) {
    return new Together(
        "normal",
        List.of((Call) normalTail(x), (Call) normalHazard(x), (Call) normalHazardAbove(x)));
  }

  Call first() {
    return calls.get(0);
  }
}
