package dev.surprisal.processor.express.algebra;

import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Power;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * The functions of expressions: of each, all that the compiler knows about it. What is said of
 * infinities is what the runtime makes of them; all of them make NaN of NaN.
 */
public enum Function {
  /** e to the power of x; infinite of infinity alone, so that else its product with 0 is 0. */
  EXP(Math::exp, Interval.REAL, Interval.POSITIVE, 0, Double.POSITIVE_INFINITY, "exp", x -> exp(x)),
  /** The natural logarithm; of a power or an exponential, that of what it is made of. */
  LOG(
      Math::log,
      Interval.POSITIVE,
      Interval.REAL,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      "",
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
  /**
   * The hyperbolic tangent; its slope has a letter. An infinite argument is kept by other means.
   */
  TANH(
      Math::tanh,
      Interval.REAL,
      new Interval(-1, 1),
      0,
      0,
      "",
      x -> Expr.define("s", sechSquared(x))),
  /** The derivative of the hyperbolic tangent, which 1 - tanh(x)^2 would leave no digit. */
  SECH_SQUARED(
      x -> 1 / (Math.cosh(x) * Math.cosh(x)),
      Interval.REAL,
      new Interval(0, 1),
      0,
      0,
      "",
      x -> tanh(x).times(sechSquared(x)).times(-2)) {
    @Override
    public Expr spelled(Expr x) {
      return Expr.ONE.minus(tanh(x).squared());
    }
  },
  /** 1 above 0, -1 below it, and 0 at it, where its slope, which is 0 elsewhere, is none. */
  SIGN(Math::signum, Interval.REAL, new Interval(-1, 1), -1, 1, "sign", x -> Expr.ZERO),
  /** 1 below 0, else 0. */
  BELOW_ZERO(
      x -> x < 0 ? 1 : 0, Interval.REAL, new Interval(0, 1), 1, 0, "belowZero", x -> Expr.ZERO) {
    @Override
    String written(String argument) {
      return "[" + argument + " < 0]";
    }
  },
  /** log(1 + exp x). */
  SOFTPLUS(
      x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
      Interval.REAL,
      Interval.POSITIVE,
      0,
      Double.NaN,
      "softplus",
      x -> sigmoid(x)) {
    @Override
    public Expr spelled(Expr x) {
      return log(Expr.ONE.plus(exp(x)));
    }
  },
  /** 1 / (1 + exp(-x)). */
  SIGMOID(
      x -> 1 / (1 + Math.exp(-x)),
      Interval.REAL,
      new Interval(0, 1),
      0,
      Double.NaN,
      "sigmoid",
      x -> sigmoidSlope(x)) {
    @Override
    public Expr spelled(Expr x) {
      return Expr.ONE.over(Expr.ONE.plus(exp(x.negate())));
    }
  },
  /** The derivative of the sigmoid, sigmoid(x) sigmoid(-x), which is even. */
  SIGMOID_SLOPE(
      x -> 1 / (2 + Math.exp(x) + Math.exp(-x)),
      Interval.REAL,
      new Interval(0, 0.25),
      0,
      Double.NaN,
      "sigmoidSlope",
      x -> sigmoidSlope(x).times(sigmoid(x.negate()).minus(sigmoid(x)))) {
    @Override
    public Expr of(Expr x) {
      return super.of(Canonical.isNegative(x) ? x.negate() : x);
    }

    @Override
    public Expr spelled(Expr x) {
      return sigmoid(x).times(sigmoid(x.negate()));
    }
  };

  /**
   * Numbers from one to another, both included.
   *
   * @param low the least of them
   * @param high the largest
   */
  public record Interval(double low, double high) {
    private static final Interval REAL =
        new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final Interval POSITIVE = new Interval(0, Double.POSITIVE_INFINITY);
  }

  private final DoubleUnaryOperator value;
  private final Interval domain;
  private final Interval range;
  private final double atMinusInfinity;
  private final double atPlusInfinity;
  private final String primitive;
  private final UnaryOperator<Expr> derivative;

  Function(
      DoubleUnaryOperator value,
      Interval domain,
      Interval range,
      double atMinusInfinity,
      double atPlusInfinity,
      String primitive,
      UnaryOperator<Expr> derivative) {
    this.value = value;
    this.domain = domain;
    this.range = range;
    this.atMinusInfinity = atMinusInfinity;
    this.atPlusInfinity = atPlusInfinity;
    this.primitive = primitive;
    this.derivative = derivative;
  }

  /** The arguments that it has a value for. */
  public Interval domain() {
    return domain;
  }

  /** Its values, but for some units in the last place. */
  public Interval range() {
    return range;
  }

  /** What becomes of &minus;&infin;. */
  public double atMinusInfinity() {
    return atMinusInfinity;
  }

  /** What becomes of &infin;; the largest double stands for any large number. */
  public double atPlusInfinity() {
    return atPlusInfinity;
  }

  /** The primitive that applies it to blocks; the others are parts of kernels alone. */
  public String primitive() {
    if (primitive.isEmpty()) {
      throw new IllegalStateException("no primitive applies " + this + " to blocks");
    }
    return primitive;
  }

  /** The function of an expression; of a number, the number that it gives. */
  public Expr of(Expr x) {
    return x instanceof Constant constant
        ? Expr.of(value.applyAsDouble(constant.value()))
        : new Call(this, x);
  }

  /** Its derivative by its argument. */
  public Expr derivative(Expr x) {
    return derivative.apply(x);
  }

  /** It, applied to an argument, as formulas have it. */
  String written(String argument) {
    return name().toLowerCase(Locale.ROOT) + "(" + argument + ")";
  }

  /** The same in functions that people know by name; the call itself where it is such. */
  public Expr spelled(Expr x) {
    return new Call(this, x);
  }

  /** e to the power of x. */
  public static Expr exp(Expr x) {
    return EXP.of(x);
  }

  /** The natural logarithm of x. */
  public static Expr log(Expr x) {
    return LOG.of(x);
  }

  /** The hyperbolic tangent. */
  public static Expr tanh(Expr x) {
    return TANH.of(x);
  }

  private static Expr sechSquared(Expr x) {
    return SECH_SQUARED.of(x);
  }

  /** log(1 + exp x). */
  public static Expr softplus(Expr x) {
    return SOFTPLUS.of(x);
  }

  /** 1, 0 or -1. */
  public static Expr sign(Expr x) {
    return SIGN.of(x);
  }

  /** 1 or 0. */
  public static Expr belowZero(Expr x) {
    return BELOW_ZERO.of(x);
  }

  /** 1 / (1 + exp(-x)). */
  public static Expr sigmoid(Expr x) {
    return SIGMOID.of(x);
  }

  private static Expr sigmoidSlope(Expr x) {
    return SIGMOID_SLOPE.of(x);
  }
}
