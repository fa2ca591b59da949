package dev.surprisal.processor.express.algebra;

import java.util.List;

/** Functions of expressions by the names that formulas have for them. */
public final class Functions {
  private Functions() {}

  /** e to the power of x. */
  public static Expr exp(Expr x) {
    return Function.EXP.of(x);
  }

  /** exp(x) - 1 - x. */
  public static Expr expAboveTangent(Expr x) {
    return Function.EXP_ABOVE_TANGENT.of(x);
  }

  /** exp(x) - 1. */
  public static Expr expm1(Expr x) {
    return Function.EXPM1.of(x);
  }

  /** The natural logarithm of x. */
  public static Expr log(Expr x) {
    return Function.LOG.of(x);
  }

  /** The square root. */
  public static Expr sqrt(Expr x) {
    return Function.SQRT.of(x);
  }

  /** The hyperbolic tangent. */
  public static Expr tanh(Expr x) {
    return Function.TANH.of(x);
  }

  /** log(1 + exp x). */
  public static Expr softplus(Expr x) {
    return Function.SOFTPLUS.of(x);
  }

  /** softplus(y) - softplus(x) - sigmoid(x) (y - x). */
  public static Expr softplusAboveTangent(Expr x, Expr y) {
    return Function.SOFTPLUS_ABOVE_TANGENT.of(List.of(x, y));
  }

  /** 1, 0 or -1. */
  public static Expr sign(Expr x) {
    return Function.SIGN.of(x);
  }

  /** 1 or 0. */
  public static Expr belowZero(Expr x) {
    return Function.BELOW_ZERO.of(x);
  }

  /** 1 / (1 + exp(-x)). */
  public static Expr sigmoid(Expr x) {
    return Function.SIGMOID.of(x);
  }

  /** log Gamma(n + y) - log Gamma(n) - y log n of whole y. */
  public static Expr logRising(Expr logN, Expr y) {
    return Function.LOG_RISING.of(List.of(logN, y));
  }

  /** The derivative of the hyperbolic tangent. */
  static Expr sechSquared(Expr x) {
    return Function.SECH_SQUARED.of(x);
  }

  /** The derivative of the sigmoid. */
  static Expr sigmoidSlope(Expr x) {
    return Function.SIGMOID_SLOPE.of(x);
  }

  /** 1 / (1 + x^2). */
  static Expr cauchyWeight(Expr x) {
    return Function.CAUCHY_WEIGHT.of(x);
  }

  /** x / (1 + x^2). */
  static Expr cauchyInfluence(Expr x) {
    return Function.CAUCHY_INFLUENCE.of(x);
  }

  /** x^2 / (1 + x^2). */
  public static Expr cauchyLack(Expr x) {
    return Function.CAUCHY_LACK.of(x);
  }

  /** The derivative of log Gamma(n) - n log n + n by log n. */
  public static Expr logGammaRestSlope(Expr x) {
    return Function.LOG_GAMMA_REST_SLOPE.of(x);
  }

  /** The second derivative of log Gamma(n) - n log n + n by log n. */
  public static Expr logGammaRestBend(Expr x) {
    return Function.LOG_GAMMA_REST_BEND.of(x);
  }

  /** The derivative of a negative binomial surprisal by the logarithm of its size. */
  public static Expr sizeGradient(Expr logN, Expr logMean, Expr y) {
    return Function.SIZE_GRADIENT.of(List.of(logN, logMean, y));
  }

  static Expr sizeCurvature(List<Expr> arguments) {
    return Function.SIZE_CURVATURE.of(arguments);
  }

  /** log Gamma(n) - n log n + n. */
  public static Expr logGammaRest(Expr logN) {
    return Function.LOG_GAMMA_REST.of(logN);
  }

  /** log y! of whole y. */
  public static Expr logFactorial(Expr y) {
    return Function.LOG_FACTORIAL.of(y);
  }

  /** -log of what a standard normal distribution has above x. */
  public static Expr normalTail(Expr x) {
    return Function.NORMAL_TAIL.of(x);
  }

  /** Its derivative, the hazard. */
  public static Expr normalHazard(Expr x) {
    return Function.NORMAL_HAZARD.of(x);
  }

  /** The hazard less x. */
  public static Expr normalHazardAbove(Expr x) {
    return Function.NORMAL_HAZARD_ABOVE.of(x);
  }

  /** log(1 + x^2). */
  public static Expr log1pOfSquare(Expr x) {
    return Function.LOG1P_OF_SQUARE.of(x);
  }

  /** log(sum_j exp(x_j)) over the components of a value. */
  public static Expr logSumExp(Expr x) {
    return Function.LOG_SUM_EXP.of(x);
  }

  /** exp(x) over the sum of the exponentials of all components. */
  public static Expr share(Expr x) {
    return Function.SHARE.of(x);
  }

  /** The sum of the shares of all other components. */
  public static Expr others(Expr share) {
    return Function.OTHERS.of(share);
  }

  /** softplus(x) - sigmoid(x). */
  public static Expr softplusAboveSigmoid(Expr x) {
    return Function.SOFTPLUS_ABOVE_SIGMOID.of(x);
  }
}
