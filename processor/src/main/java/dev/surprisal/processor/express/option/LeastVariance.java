package dev.surprisal.processor.express.option;

import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Expr.choose;
import static dev.surprisal.processor.express.algebra.Function.SIGMOID_SLOPE;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.algebra.Components;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Choice;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * s := l = log(f + exp s), so that a variance exp s becomes f + exp s, and its gradient stays
 * alive.
 */
final class LeastVariance {
  private final Likelihood likelihood;
  private final Symbol s;
  private final double least;
  private final Expr variance;
  private final Definition logVariance;
  private final Expr slope;

  private LeastVariance(Likelihood likelihood, Symbol s, double least) {
    this.likelihood = likelihood;
    this.s = s;
    this.least = least;
    Expr log =
        new Parameter(
            "LOG_LEAST_VARIANCE", Math.log(least), "The logarithm of the least variance.");
    Expr above = s.minus(log);
    this.variance =
        new Parameter("LEAST_VARIANCE", least, "What is added to the variance that is learned.")
            .plus(exp(s));
    this.logVariance = (Definition) Expr.define("l", log.plus(softplus(above)));
    this.slope = sigmoid(above);
  }

  /** Puts a floor under the variance, if one is learned. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    return logVariance(likelihood)
        .filter(s -> options.leastVariance() > 0)
        .map(s -> new LeastVariance(likelihood, s, options.leastVariance()).rewritten())
        .orElse(likelihood);
  }

  /** The logarithm of a variance that is learned: values are divided by its root. */
  static Optional<Symbol> logVariance(Likelihood likelihood) {
    return likelihood.outputs().stream()
        .filter(output -> output.letter().equals(S.letter()))
        .filter(s -> likelihood.nll().has(exp(s.times(-0.5))))
        .findFirst();
  }

  /** What was stated of s is of l, whose derivative by s multiplies it. */
  private Likelihood rewritten() {
    Words words = likelihood.words();
    Likelihood floored = likelihood.replace(s, logVariance);
    Expr gradient = floored.gradients().get(s);
    Expr curvature = floored.curvatures().get(s);
    if (gradient != null) {
      floored = floored.withGradient(s, gradient.times(slope));
    }
    if (curvature != null) {
      Expr ofSlope = gradient.times(bend());
      floored = floored.withCurvature(s, curvature.times(slope.squared()).plus(ofSlope));
    }
    int place = likelihood.outputs().indexOf(s);
    List<Expr> means = new ArrayList<>(floored.means());
    means.set(place, variance);
    List<Expr> information = new ArrayList<>(floored.information());
    information.set(place, information(information.get(place)));
    return floored
        .withOutputs(likelihood.outputs(), means, information)
        .showing(shown())
        .in(
            new Words(
                words.subject() + ", and of a variance of at least " + least,
                words.symbols(),
                "An infinite m gives what the loss tends to, NaN gives NaN, in that example alone. At"
                    + " an s of -infinity the variance is the least."));
  }

  /**
   * By s, what was by l: what is expected of a curvature c is p^2 c; a bound of it, which is above
   * half the slope as well, that and the most that p (1 - p) times the slope adds.
   */
  private Expr information(Expr byL) {
    Expr ofBound = slope.times(Expr.of(2).minus(slope));
    if (byL instanceof Choice choice) {
      return choose(
          choice.condition(), choice.yes().times(ofBound), choice.no().times(slope.squared()));
    }
    return byL.times(Components.isOfComponents(byL) ? ofBound : slope.squared());
  }

  /** The derivative of the slope. */
  private Expr bend() {
    return SIGMOID_SLOPE.of(((Call) slope).argument());
  }

  private Map<Expr, Expr> shown() {
    Expr part = Expr.define("part", exp(s).over(variance));
    Map<Expr, Expr> shown = new HashMap<>(likelihood.shown());
    shown.put(logVariance, Expr.define("l", log(variance)));
    shown.put(slope, part);
    shown.put(bend(), part.times(ONE.minus(part)));
    return shown;
  }
}
