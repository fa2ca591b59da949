package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Expr.ZERO;

import dev.surprisal.processor.derive.Derivative;
import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Notation;
import dev.surprisal.processor.express.algebra.OfRow.LogSumExp;
import dev.surprisal.processor.express.algebra.OfRow.RowSum;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.express.distribution.Softmax;
import dev.surprisal.processor.express.option.ClassWeights;
import dev.surprisal.processor.express.option.Focal;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.SoftCap;
import dev.surprisal.processor.schedule.program.Focus;
import dev.surprisal.processor.schedule.program.Formula;
import java.util.ArrayList;
import java.util.List;

/**
 * The expressions of a categorical loss as its Javadoc shows them. Letters: z logits, p
 * probabilities, y the class or the target probabilities, w class weights; L the log-sum-exp, q and
 * Q the targets and their sum where the options need them.
 */
public final class SoftmaxFormulas {
  /** What multiplies the residual of a row, and its square. */
  private static final Symbol FOCUS = new Symbol("a", Role.OUTPUT);

  private static final Symbol BEND = new Symbol("b", Role.OUTPUT);

  private final Options options;
  private final Softmax softmax;
  private final Notation notation = new Notation("");

  /** What each output should be, and the sum of that where it need not be 1. */
  private final Expr target;

  private final Expr mass;

  private SoftmaxFormulas(Options options) {
    this.options = options;
    this.softmax = new Softmax(options);
    this.target =
        options.hasTargetPerClass() ? Expr.define("q", softmax.target()) : softmax.target();
    this.mass = options.hasMass() ? Expr.define("Q", new RowSum(target)) : ONE;
  }

  /** The formulas of a head. */
  public static Formula of(Options options) {
    SoftmaxFormulas formulas = new SoftmaxFormulas(options);
    Expr loss = formulas.shown(formulas.loss(Focal.ofRow(options)));
    Expr ofResidual = formulas.derivative(formulas.loss(options.isFocal() ? FOCUS : ONE));
    Expr gradient = formulas.withFocus(ofResidual);
    Expr curvature = formulas.withFocus(formulas.derivative(ofResidual).plus(formulas.bent()));
    return new Formula(
        formulas.subject(),
        formulas.symbols(),
        formulas.definitions(List.of(loss, gradient, curvature)),
        formulas.notation.of(loss),
        formulas.notation.of(gradient),
        options.isLogProbabilities() ? "exp(z)" : "p_k = exp(z_k) / sum_j exp(z_j)",
        formulas.notation.of(curvature),
        formulas.extremes());
  }

  private String subject() {
    return options.isIndex()
        ? "a class under a categorical distribution" + (options.isFocal() ? Focal.SUBJECT : "")
        : "a class drawn from the target's distribution, under a categorical distribution";
  }

  private String symbols() {
    return "a row of "
        + (options.isLogProbabilities()
            ? "log-probabilities z"
            : options.hasPlainLogits() ? "logits z" : "logits x")
        + (options.isIndex() ? " and its class y" : " and its target probabilities y")
        + (options.classWeights() ? ", with a weight w for each class" : "");
  }

  /**
   * The weight of the class of a row counts for all of its loss.
   *
   * @param focus what multiplies its surprisal
   */
  private Expr loss(Expr focus) {
    Expr ofTargets =
        options.isLogProbabilities()
            ? Rows.sum(target.times(Letters.Z)).negate()
            : softmax.surprisal(target);
    return Forms.factored(
        softmax.factor().times(focus).times(ofTargets).plus(weight().times(softmax.penalty())));
  }

  private Expr weight() {
    return options.hasTargetWeights() ? Rows.atTarget(ClassWeights.WEIGHT) : ONE;
  }

  /** What the surprisal of a row, moved by an output, makes of what multiplies its residual. */
  private Expr bent() {
    Expr residual = derivative(softmax.surprisal(Rows.ONE_HOT));
    return options.isFocal()
        ? softmax.factor().times(weight()).times(BEND).times(residual.squared())
        : ZERO;
  }

  /** With what the letters of a focus stand for. */
  private Expr withFocus(Expr expr) {
    if (!options.isFocal()) {
      return expr;
    }
    Focus focus = SoftmaxScheduler.focus(options);
    Expr p = Rows.atTarget(Rows.softmax(new LogSumExp(softmax.logit())));
    return expr.replace(FOCUS, Expr.define("a", focus.slope()))
        .replace(BEND, Expr.define("b", focus.bend()))
        .replace(Focal.ofRow(options), Expr.define("f", Focal.REST.power(options.focal())))
        .replace(Focal.PROBABILITY, p)
        .replace(Focal.SURPRISAL, Expr.define("n", softmax.surprisal(Rows.ONE_HOT)));
  }

  /** The log-sum-exp needs a letter where it stands in more than one place. */
  private Expr shown(Expr loss) {
    Definition logSumExp = softmax.logSumExp();
    return options.hasZLoss() || options.isFocal()
        ? withFocus(loss)
        : loss.replace(logSumExp, logSumExp.meaning());
  }

  private Expr derivative(Expr expr) {
    return withLetters(Derivative.of(expr, softmax.output()));
  }

  /**
   * The sum of the targets, the tanh of a cap and its slope, which is spelled in that, have
   * letters.
   */
  private Expr withLetters(Expr expr) {
    if (options.hasMass() && expr.equals(new RowSum(target))) {
      return mass;
    }
    if (options.isCapped() && expr.equals(SoftCap.tanhOfRatio(options))) {
      return SoftCap.tanhWithLetter(options);
    }
    if (expr instanceof Call call && call.function() == Function.SECH_SQUARED) {
      return Expr.define("slope", withLetters(call.function().spelled(call.argument())));
    }
    boolean isExplained =
        List.of(target, mass, softmax.logit(), softmax.logSumExp()).contains(expr);
    return isExplained || options.isCapped() && expr.equals(SoftCap.tanhWithLetter(options))
        ? expr
        : Forms.factored(expr.map(this::withLetters));
  }

  /** Letters in the order in which they are explained; that of the softmax is the prediction. */
  private List<Formula.Definition> definitions(List<Expr> formulas) {
    List<Definition> found = new ArrayList<>();
    formulas.forEach(formula -> collect(formula, found));
    return found.stream().map(this::explained).toList();
  }

  private Formula.Definition explained(Definition definition) {
    Notation indexed = definition.equals(target) ? new Notation("_k") : notation;
    return new Formula.Definition(
        definition.letter() + indexed.index(), indexed.of(definition.meaning()));
  }

  private void collect(Expr expr, List<Definition> found) {
    boolean isSoftmax = expr.equals(Rows.softmax(new LogSumExp(softmax.logit())));
    if (isSoftmax) {
      return;
    }
    expr.parts().forEach(part -> collect(part, found));
    if (expr instanceof Definition definition && !found.contains(definition)) {
      found.add(definition);
    }
  }

  private String extremes() {
    String smoothing =
        options.isSmoothed() ? " Smoothing spreads over the C classes that are not masked." : "";
    if (options.isLogProbabilities()) {
      return "A log-probability of -infinity is a masked class; where it is the target, the loss is"
          + " infinite. NaN gives a loss of NaN, in that row alone."
          + smoothing;
    }
    return (options.isCapped()
            ? "A logit of -infinity is a masked class: its probability and its gradient are 0; where"
                + " it is the target, the loss is infinite."
            : "A logit of -infinity is a masked class: its probability is 0, and so is its gradient,"
                + " unless it is the target, where the loss is infinite and the gradient "
                + (options.hasTargetPerClass() || options.classWeights()
                    ? "that of p = 0."
                    : "-1."))
        + smoothing
        + " NaN, +infinity, or a row that is masked as a whole give NaN, in that row alone.";
  }
}
