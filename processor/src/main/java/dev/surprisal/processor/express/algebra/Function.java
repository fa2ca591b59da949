package dev.surprisal.processor.express.algebra;

import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Power;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * The functions of expressions: of each, all that the compiler knows about it. The runtime has a
 * primitive of the same name that says what becomes of infinities and NaN.
 */
public enum Function {
  /** e to the power of x. */
  EXP(Math::exp, x -> exp(x)),
  /** The natural logarithm; of a power or an exponential, that of what it is made of. */
  LOG(Math::log, x -> x.power(-1)) {
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
  /** The hyperbolic tangent; its slope has a letter. */
  TANH(Math::tanh, x -> Expr.define("s", Expr.ONE.minus(tanh(x).squared()))),
  /** log(1 + exp x). */
  SOFTPLUS(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), x -> sigmoid(x)) {
    @Override
    public Expr spelled(Expr x) {
      return log(Expr.ONE.plus(exp(x)));
    }
  },
  /** 1 / (1 + exp(-x)). */
  SIGMOID(x -> 1 / (1 + Math.exp(-x)), x -> sigmoidSlope(x)) {
    @Override
    public Expr spelled(Expr x) {
      return Expr.ONE.over(Expr.ONE.plus(exp(x.negate())));
    }
  },
  /** The derivative of the sigmoid, sigmoid(x) sigmoid(-x), which is even. */
  SIGMOID_SLOPE(
      x -> 1 / (2 + Math.exp(x) + Math.exp(-x)),
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

  private final DoubleUnaryOperator value;
  private final UnaryOperator<Expr> derivative;

  Function(DoubleUnaryOperator value, UnaryOperator<Expr> derivative) {
    this.value = value;
    this.derivative = derivative;
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

  /** log(1 + exp x). */
  public static Expr softplus(Expr x) {
    return SOFTPLUS.of(x);
  }

  /** 1 / (1 + exp(-x)). */
  public static Expr sigmoid(Expr x) {
    return SIGMOID.of(x);
  }

  private static Expr sigmoidSlope(Expr x) {
    return SIGMOID_SLOPE.of(x);
  }
}
