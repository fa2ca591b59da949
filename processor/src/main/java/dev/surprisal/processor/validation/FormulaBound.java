package dev.surprisal.processor.validation;

import dev.surprisal.processor.express.algebra.Evaluation;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.express.option.OwnFormula;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries whether a loss falls without end where an output grows, for some outputs and targets. */
final class FormulaBound {
  /** An output that is far out; its square is compared with it. */
  private static final double FAR = 1e3;

  /**
   * An output with which a loss falls.
   *
   * @param output its letter
   * @param at how far out it is
   * @param where the target and the parameters, in words
   * @param loss what the loss has come to
   */
  record Fall(Symbol output, double at, String where, double loss) {}

  private FormulaBound() {}

  /** Along each output by itself, up and down, for some targets; of a row, with another beside. */
  static Optional<Fall> missing(OwnFormula formula, Expr loss) {
    if (!loss.has(Rows::isTied)) {
      return missing(formula, loss, formula.outputs());
    }
    List<Symbol> outputs = new ArrayList<>(formula.outputs());
    formula.outputs().forEach(output -> outputs.add(RowOfTwo.second(output)));
    return missing(formula, new RowOfTwo(formula.outputs()).of(loss), outputs);
  }

  private static Optional<Fall> missing(OwnFormula formula, Expr loss, List<Symbol> outputs) {
    for (Map<Symbol, Double> sample : FormulaSamples.of(formula)) {
      outputs.forEach(output -> sample.putIfAbsent(output, 0.0));
      for (Symbol output : outputs) {
        for (double side : new double[] {-1, 1}) {
          double far = value(loss, sample, output, side * FAR);
          double farther = value(loss, sample, output, side * FAR * FAR);
          if (farther < -FAR && farther < 10 * far) {
            String where = FormulaSamples.words(formula, sample);
            return Optional.of(new Fall(output, side * FAR * FAR, where, farther));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static double value(Expr loss, Map<Symbol, Double> sample, Symbol output, double at) {
    Map<Symbol, Double> numbers = new HashMap<>(sample);
    numbers.put(output, at);
    return new Evaluation(numbers).of(loss);
  }
}
