package dev.surprisal.processor.express.algebra;

import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;
import static dev.surprisal.processor.express.algebra.Functions.tanh;

import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Power;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The functions of expressions: of each, all that the compiler knows about it. What is said of
 * infinities is what the runtime makes of them; all of them make NaN of NaN.
 */
public enum Function {
  /** e to the power of x; infinite of infinity alone, so that else its product with 0 is 0. */
  EXP(Facts.of(Math::exp).onto(0, Facts.INFINITY).atEnds(0, Facts.INFINITY), x -> exp(x)),
  /** exp(x) - 1, which keeps its digits near 0. */
  EXPM1(
      Facts.of(Math::expm1).onto(-1, Facts.INFINITY).atEnds(-1, Facts.INFINITY),
      x -> exp(x),
      x -> exp(x).minus(ONE)),
  /** exp(x) - 1 - x. */
  EXP_ABOVE_TANGENT(
      Facts.of(x -> Math.expm1(x) - x)
          .onto(0, Facts.INFINITY)
          .atEnds(Facts.INFINITY, Facts.INFINITY),
      x -> Functions.expm1(x),
      x -> exp(x).minus(ONE).minus(x)),
  /** The natural logarithm; of a power or an exponential, that of what it is made of. */
  LOG(
      Facts.of(Math::log).on(0, Facts.INFINITY).atEnds(Double.NaN, Facts.INFINITY),
      x -> x.power(-1)) {
    @Override
    public Expr of(Expr x) {
      if (x instanceof Definition definition) {
        Expr log = of(definition.meaning());
        return log instanceof Call call && call.function() == LOG ? super.of(x) : log;
      }
      if (x instanceof Power power) {
        return of(power.base()).times(power.exponent());
      }
      return x instanceof Call call && call.function() == EXP ? call.argument() : super.of(x);
    }
  },
  /** log(1 + x), which keeps its digits near 0. */
  LOG1P(
      Facts.of(Math::log1p).on(-1, Facts.INFINITY).atEnds(Double.NaN, Facts.INFINITY),
      x -> ONE.plus(x).power(-1),
      x -> log(ONE.plus(x))),
  /** The hyperbolic tangent. Soft caps keep infinite arguments. */
  TANH(Facts.of(Math::tanh).onto(-1, 1).atEnds(-1, 1), x -> Functions.sechSquared(x)),
  /** The derivative of the hyperbolic tangent, which 1 - tanh(x)^2 would leave no digit. */
  SECH_SQUARED(
      Facts.of(x -> 1 / (Math.cosh(x) * Math.cosh(x))).onto(0, 1).atEnds(0, 0),
      x -> tanh(x).times(Functions.sechSquared(x)).times(-2),
      x -> ONE.minus(tanh(x).squared())),
  /** The square root, whose derivative has no end where it is 0. */
  SQRT(
      Facts.of(Math::sqrt)
          .on(0, Facts.INFINITY)
          .onto(0, Facts.INFINITY)
          .atEnds(Double.NaN, Facts.INFINITY),
      x -> Functions.sqrt(x).power(-1).times(0.5)),
  /** The absolute value, whose slope at 0 is taken for 0. */
  ABS(
      Facts.of(Math::abs).onto(0, Facts.INFINITY).atEnds(Facts.INFINITY, Facts.INFINITY),
      x -> Functions.sign(x)) {
    @Override
    public Expr of(Expr x) {
      return super.of(eitherSign(x));
    }
  },
  /** 1 above 0, -1 below it, and 0 at it, where its slope, which is 0 elsewhere, is none. */
  SIGN(Facts.of(Math::signum).onto(-1, 1).atEnds(-1, 1), x -> Expr.ZERO),
  /** 1 below 0, else 0. */
  BELOW_ZERO("[%s < 0]", Facts.of(x -> x < 0 ? 1 : 0).onto(0, 1).atEnds(1, 0), x -> Expr.ZERO),
  /** log(1 + exp x). */
  SOFTPLUS(
      Facts.of(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))
          .onto(0, Facts.INFINITY)
          .atEnds(0, Double.NaN),
      x -> sigmoid(x),
      x -> log(ONE.plus(exp(x)))),
  /** softplus(x) - sigmoid(x), which keeps its digits where both are small. */
  SOFTPLUS_ABOVE_SIGMOID(
      Facts.of(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))) - 1 / (1 + Math.exp(-x)))
          .onto(0, Facts.INFINITY)
          .atEnds(0, Double.NaN),
      x -> sigmoid(x).squared(),
      x -> softplus(x).minus(sigmoid(x))),
  /** softplus(y) - softplus(x) - sigmoid(x) (y - x), which keeps its digits where y is near x. */
  SOFTPLUS_ABOVE_TANGENT(
      "[softplus(%2$s) - softplus(%1$s) - sigmoid(%1$s) (%2$s - %1$s)]",
      Facts.UNKNOWN.onto(0, Facts.INFINITY)) {
    @Override
    public Expr derivative(List<Expr> of) {
      return Functions.sigmoidSlope(of.get(0)).times(of.get(0).minus(of.get(1)));
    }
  },
  /** 1 / (1 + exp(-x)). */
  SIGMOID(
      Facts.of(x -> 1 / (1 + Math.exp(-x))).onto(0, 1).atEnds(0, Double.NaN),
      x -> Functions.sigmoidSlope(x),
      x -> ONE.over(ONE.plus(exp(x.negate())))),
  /** The derivative of the sigmoid, sigmoid(x) sigmoid(-x), which is even. */
  SIGMOID_SLOPE(
      Facts.of(x -> 1 / (2 + Math.exp(x) + Math.exp(-x))).onto(0, 0.25).atEnds(0, Double.NaN),
      x -> Functions.sigmoidSlope(x).times(sigmoid(x.negate()).minus(sigmoid(x))),
      x -> sigmoid(x).times(sigmoid(x.negate()))) {
    @Override
    public Expr of(Expr x) {
      return super.of(eitherSign(x));
    }
  },
  /** log(1 + x^2). */
  LOG1P_OF_SQUARE(
      Facts.of(x -> Math.log1p(x * x))
          .onto(0, Facts.INFINITY)
          .atEnds(Facts.INFINITY, Facts.INFINITY),
      x -> Functions.cauchyInfluence(x).times(2),
      x -> log(ONE.plus(x.squared()))),
  /** 1 / (1 + x^2). */
  CAUCHY_WEIGHT(
      Facts.of(x -> 1 / (1 + x * x)).onto(0, 1).atEnds(0, 0),
      x -> Functions.cauchyWeight(x).times(Functions.cauchyInfluence(x)).times(-2),
      x -> ONE.over(ONE.plus(x.squared()))),
  /** x / (1 + x^2). */
  CAUCHY_INFLUENCE(
      Facts.of(x -> 1 / (x + 1 / x)).onto(-0.5, 0.5).atEnds(0, 0),
      x ->
          Functions.cauchyWeight(x).times(Functions.cauchyWeight(x).minus(Functions.cauchyLack(x))),
      x -> x.over(ONE.plus(x.squared()))),
  /** x^2 / (1 + x^2). */
  CAUCHY_LACK(
      Facts.of(x -> 1 / (1 + 1 / (x * x))).onto(0, 1).atEnds(1, 1),
      x -> Functions.cauchyWeight(x).times(Functions.cauchyInfluence(x)).times(2),
      x -> x.squared().over(ONE.plus(x.squared()))),
  /** -log of what a standard normal distribution has above x. */
  NORMAL_TAIL(
      "[-log(1 - Phi(%s))]",
      Facts.UNKNOWN.onto(0, Facts.INFINITY).atEnds(0, Facts.INFINITY),
      x -> Functions.normalHazard(x)),
  /** Its derivative, the density over what is above. */
  NORMAL_HAZARD(
      "[phi(%1$s) / (1 - Phi(%1$s))]",
      Facts.UNKNOWN.onto(0, Facts.INFINITY).atEnds(0, Facts.INFINITY),
      x -> Functions.normalHazard(x).times(Functions.normalHazardAbove(x))),
  /** That less x, which keeps its digits where both are large. */
  NORMAL_HAZARD_ABOVE(
      "[phi(%1$s) / (1 - Phi(%1$s)) - %1$s]",
      Facts.UNKNOWN.onto(0, Facts.INFINITY).atEnds(Facts.INFINITY, 0)),
  /** log Gamma(n) - n log n + n of log n. */
  LOG_GAMMA_REST(
      "[log Gamma(n) - n log(n) + n, n = exp(%s)]",
      Facts.UNKNOWN.atEnds(Facts.INFINITY, -Facts.INFINITY), x -> Functions.logGammaRestSlope(x)),
  /** Its derivative by log n. */
  LOG_GAMMA_REST_SLOPE(
      "[n (digamma(n) - log(n)), n = exp(%s)]",
      Facts.UNKNOWN.onto(-1, -0.5).atEnds(Double.NaN, -0.5), x -> Functions.logGammaRestBend(x)),
  /** Its second derivative by log n. */
  LOG_GAMMA_REST_BEND(
      "[n (digamma(n) - log(n) + n trigamma(n) - 1), n = exp(%s)]",
      Facts.UNKNOWN.onto(0, 1).atEnds(Double.NaN, 0)),
  /** log(sum_j exp(x_j)) over the components of a value. */
  LOG_SUM_EXP(Facts.UNKNOWN, x -> Functions.share(x)),
  /** Its derivative by a component: what that has of all. */
  SHARE(
      Facts.UNKNOWN.onto(0, 1),
      x -> Functions.share(x).times(Functions.others(Functions.share(x))),
      x -> exp(x.minus(Functions.logSumExp(x)))),
  /** What the other components have: 1 less a share, which would leave no digit of a small rest. */
  OTHERS(Facts.UNKNOWN.onto(0, 1), share -> Expr.of(-1), share -> ONE.minus(share)),
  /** A product with a weight, of which 0 makes 0 of everything. */
  WEIGH(Facts.UNKNOWN),
  /** log y! of whole y. */
  LOG_FACTORIAL("log(%s!)", Facts.UNKNOWN.onto(0, Facts.INFINITY)),
  /** log Gamma(n + y) - log Gamma(n) - y log n of log n and whole y. */
  LOG_RISING(
      "[log Gamma(n + %2$s) - log Gamma(n) - %2$s log(n), n = exp(%1$s)]",
      Facts.UNKNOWN.onto(0, Facts.INFINITY)),
  /** The derivative of a negative binomial surprisal by log n, of log n, log-mean and count. */
  SIZE_GRADIENT(
      "n (log(1 + exp(%2$s) / n) - digamma(n + %3$s) + digamma(n)) - n (exp(%2$s) - %3$s) / (n + exp(%2$s))",
      Facts.UNKNOWN) {
    @Override
    public Expr derivative(List<Expr> arguments) {
      return Functions.sizeCurvature(arguments);
    }
  },
  /** The derivative of that. */
  SIZE_CURVATURE("the derivative of the gradient", Facts.UNKNOWN);

  private static final Pattern WORD = Pattern.compile("_(.)");

  private final Optional<String> formula;
  private final Facts facts;
  private final UnaryOperator<Expr> derivative;
  private final Optional<UnaryOperator<Expr>> spelled;

  /** One whose derivative by its first argument is stated below, or asked for by no loss. */
  Function(Facts facts) {
    this(facts, Function::unasked);
  }

  Function(Facts facts, UnaryOperator<Expr> derivative) {
    this(Optional.empty(), facts, derivative, Optional.empty());
  }

  /** One that is written in functions that people know by name. */
  Function(Facts facts, UnaryOperator<Expr> derivative, UnaryOperator<Expr> spelled) {
    this(Optional.empty(), facts, derivative, Optional.of(spelled));
  }

  /** One that has no name in formulas, but a notation, in which %s are its arguments. */
  Function(String formula, Facts facts) {
    this(formula, facts, Function::unasked);
  }

  Function(String formula, Facts facts, UnaryOperator<Expr> derivative) {
    this(Optional.of(formula), facts, derivative, Optional.empty());
  }

  Function(
      Optional<String> formula,
      Facts facts,
      UnaryOperator<Expr> derivative,
      Optional<UnaryOperator<Expr>> spelled) {
    this.formula = formula;
    this.facts = facts;
    this.derivative = derivative;
    this.spelled = spelled;
  }

  private static Expr unasked(Expr x) {
    throw new UnsupportedOperationException("nothing asks for this derivative");
  }

  /** What is known of its values. */
  public Facts facts() {
    return facts;
  }

  /** The primitive that applies it to blocks. */
  public String primitive() {
    return WORD.matcher(name().toLowerCase(Locale.ROOT))
        .replaceAll((MatchResult word) -> word.group(1).toUpperCase(Locale.ROOT));
  }

  /** The function of an expression; of a number, the number that it gives. */
  public Expr of(Expr x) {
    return x instanceof Constant constant && facts.value().isPresent()
        ? Expr.of(facts.value().get().applyAsDouble(constant.value()))
        : new Call(this, List.of(x));
  }

  /** Of an expression and minus that, one: what an even function is of. */
  private static Expr eitherSign(Expr x) {
    boolean isReversed = x instanceof Expr.Sum && Order.INSTANCE.compare(x, x.negate()) > 0;
    return Canonical.isNegative(x) || isReversed ? x.negate() : x;
  }

  /** The function of its arguments. */
  public Expr of(List<Expr> arguments) {
    return arguments.size() == 1 ? of(arguments.get(0)) : new Call(this, arguments);
  }

  /** Its derivative by its first argument. */
  public Expr derivative(List<Expr> arguments) {
    return derivative.apply(arguments.get(0));
  }

  /** It, applied to arguments, as formulas have it. */
  String written(List<String> arguments) {
    return formula
        .map(notation -> notation.formatted(arguments.toArray()))
        .orElseGet(() ->
            name().toLowerCase(Locale.ROOT)
                + arguments.stream().collect(Collectors.joining(", ", "(", ")")));
  }

  /** The same in functions that people know by name; the call itself where it is such. */
  public Expr spelled(Expr x) {
    return spelled.map(form -> form.apply(x)).orElseGet(() -> new Call(this, List.of(x)));
  }
}
