package dev.surprisal.processor.schedule;

import dev.surprisal.processor.derive.Derivatives;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.Notation;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.schedule.program.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The expressions of a loss as its Javadoc shows them. */
public final class Formulas {
  /** Letters of a formula; one that is longer is read by nobody. */
  private static final int LONGEST = 2000;

  private final Likelihood likelihood;
  private final Derivatives derived;
  private final Notation notation;

  private Formulas(Likelihood likelihood, Derivatives derived) {
    this.likelihood = likelihood;
    this.derived = derived;
    this.notation = new Notation("");
  }

  /**
   * The formulas of a loss.
   *
   * @param isOne whether the loss is that of an example, so that nothing is summed
   */
  public static Formula of(Likelihood likelihood, Derivatives derived, boolean isOne) {
    Formulas formulas = new Formulas(likelihood, derived);
    return new Formula(
        likelihood.words().subject(),
        likelihood.words().symbols(),
        formulas.definitions(),
        readable(
            isOne
                ? formulas.notation.of(Forms.factored(formulas.shown(derived.loss())))
                : formulas.sumOfLosses()),
        formulas.eachOutput(derived.gradients()),
        likelihood.means().stream().map(formulas::mean).collect(Collectors.joining(", ")),
        formulas.eachOutput(derived.curvatures()),
        likelihood.words().extremes());
  }

  private String sumOfLosses() {
    Expr each = Forms.factored(shown(derived.loss()));
    String loss = new Notation("_k").of(each);
    return each instanceof Sum ? "sum_k (" + loss + ")" : "sum_k " + loss;
  }

  private List<Formula.Definition> definitions() {
    List<Definition> found = new ArrayList<>();
    collect(shown(derived.loss()), found);
    derived.gradients().forEach(gradient -> collect(shown(gradient), found));
    derived.curvatures().forEach(curvature -> collect(shown(curvature), found));
    return found.stream()
        .map(d -> new Formula.Definition(d.letter(), notation.of(d.meaning())))
        .toList();
  }

  private static void collect(Expr expr, List<Definition> found) {
    expr.parts().forEach(part -> collect(part, found));
    if (expr instanceof Definition definition && !found.contains(definition)) {
      found.add(definition);
    }
  }

  private String eachOutput(List<Expr> derivatives) {
    List<Symbol> outputs = likelihood.outputs();
    return outputs.size() == 1
        ? derivative(derivatives.get(0))
        : IntStream.range(0, outputs.size())
            .mapToObj(i -> derivative(derivatives.get(i)) + " by " + outputs.get(i).letter())
            .collect(Collectors.joining(", "));
  }

  /**
   * In its shortest form, p - y rather than (1 - y) p - y (1 - p), which keeps more digits. That of
   * a row is not looked for, in which sums would be multiplied out.
   */
  private String derivative(Expr expr) {
    Expr shown = shown(expr);
    return readable(notation.of(derived.loss().has(Rows::isTied) ? shown : Forms.shortest(shown)));
  }

  private static String readable(String formula) {
    return formula.length() > LONGEST ? "(of " + formula.length() + " letters)" : formula;
  }

  private Expr shown(Expr expr) {
    Expr shown = likelihood.shown().get(expr);
    return shown == null ? expr.map(this::shown) : shown;
  }

  /** What is shown as a letter is shown with its meaning. */
  private String mean(Expr mean) {
    Expr shown = shown(mean);
    String meaning = readable(notation.of(mean));
    return shown.equals(mean) ? meaning : notation.of(shown) + " = " + meaning;
  }
}
