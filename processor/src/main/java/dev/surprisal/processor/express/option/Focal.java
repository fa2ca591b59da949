package dev.surprisal.processor.express.option;

import static dev.surprisal.processor.express.Letters.FOCUS;
import static dev.surprisal.processor.express.Letters.POSITIVE_WEIGHT;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Function.SIGMOID_SLOPE;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** nll := (1 - p)^g nll, with p = exp(-nll) the probability of what is right. */
public final class Focal {
  /** What is said of the loss beside what it is of. */
  public static final String SUBJECT =
      ", times a power of what the probability of what is right lacks to 1";

  private static final Answer YES = new Answer("f", POSITIVE_WEIGHT.times(Y), Z);

  private static final Answer NO = new Answer("g", ONE.minus(Y), Z.negate());

  /** The surprisal of a row. */
  public static final Symbol SURPRISAL = new Symbol("n", Role.OUTPUT);

  /** The probability of its class. */
  public static final Expr PROBABILITY = Expr.define("pOfTarget", exp(SURPRISAL.negate()));

  /** What that lacks to 1. */
  public static final Expr REST = Expr.define("q", ONE.minus(PROBABILITY));

  private Focal() {}

  /** Focuses on answers that are not certain, or leaves all as they are. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    if (!likelihood.nll().has(FOCUS) || !options.isFocal()) {
      return likelihood.replace(YES.factor(), ONE).replace(NO.factor(), ONE);
    }
    Words words = likelihood.words();
    return likelihood
        .withNll(Forms.withLetter(Forms.withLetter(likelihood.nll(), YES.letter()), NO.letter()))
        .withInformation(List.of(YES.bound().plus(NO.bound())))
        .showing(shown(likelihood.shown(), options.focal()))
        .replace(FOCUS, power(options))
        .in(new Words(words.subject() + SUBJECT, words.symbols(), words.extremes()));
  }

  /** (1 - p)^g of an answer of these log-odds, with the digits of 1 - p where p is near 1. */
  public static Expr factor(Expr logOdds) {
    return exp(FOCUS.times(softplus(logOdds)).negate());
  }

  /**
   * One of two answers.
   *
   * @param name what its weight is called with the factor
   * @param weight how right it is
   * @param logOdds the log-odds of it
   */
  private record Answer(String name, Expr weight, Expr logOdds) {
    Expr factor() {
      return Focal.factor(logOdds);
    }

    Definition letter() {
      return (Definition) Expr.define(name, weight.times(factor()));
    }

    /** The curvature without its last term, which brings it below 0 where p is small. */
    Expr bound() {
      Expr ofFactor = FOCUS.times(sigmoid(logOdds)).squared().times(softplus(logOdds.negate()));
      Expr ofBoth = FOCUS.times(2).plus(ONE).times(SIGMOID_SLOPE.of(logOdds));
      return letter().times(ofFactor.plus(ofBoth));
    }
  }

  /** With a letter for what p lacks to 1, and the exponent as a number. */
  private static Map<Expr, Expr> shown(Map<Expr, Expr> others, double exponent) {
    Expr p = others.get(sigmoid(Z));
    Expr q = Expr.define("q", ONE.minus(p));
    Map<Expr, Expr> shown = new HashMap<>(others);
    shown.put(sigmoid(Z.negate()), q);
    shown.put(SIGMOID_SLOPE.of(Z), p.times(q));
    shown.put(YES.factor(), q.power(exponent));
    shown.put(NO.factor(), p.power(exponent));
    shown.put(FOCUS, Expr.of(exponent));
    return shown;
  }

  /** What multiplies the surprisal of a row, as a function of that. */
  public static Expr ofRow(Options options) {
    return options.isFocal() ? Expr.define("f", exp(power(options).times(log(REST)))) : ONE;
  }

  /** The power. */
  public static Parameter power(Options options) {
    return new Parameter(
        "FOCAL", options.focal(), "The power of what the probability of what is right lacks to 1.");
  }
}
