package dev.surprisal.runtime.kernel;

/** Plain loops over blocks, of which each applies a function. */
abstract class Scalar__Real__Functions extends Scalar__Real__SoftmaxRows {
  @Override
  public void exp(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = x[i] == __Real__.POSITIVE_INFINITY ? x[i] : Scalar__Real__Math.exp(x[i]);
    }
  }

  @Override
  public void softplus(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(Logistic.minusAbs(x[i]));
      out[i] = (__real__) (Math.max(x[i], 0) + ScalarMath.log1p(e));
    }
  }

  @Override
  public void sigmoid(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(Logistic.minusAbs(x[i]));
      out[i] = (__real__) Logistic.sigmoid(x[i], e);
    }
  }

  @Override
  public void sigmoidSlope(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(Logistic.minusAbs(x[i]));
      out[i] = (__real__) Logistic.slope(e);
    }
  }

  @Override
  public void sign(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = Math.signum(x[i]);
    }
  }

  @Override
  public void belowZero(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = Math.max(-Math.signum(x[i]), 0);
    }
  }

  @Override
  public void tanh(__real__[] x, double factor, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = __Real__.isInfinite(x[i]) ? 0 : (__real__) ScalarMath.tanh(factor * x[i]);
    }
  }

  @Override
  public void tanh(
      __real__[] x, double factor, int length, __real__[] out, __real__[] slope) {
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(-2 * Math.abs(factor * x[i]));
      slope[i] = (__real__) (4 * Logistic.slope(e));
    }
    tanh(x, factor, length, out);
  }

  @Override
  public void keepInfinite(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = __Real__.isInfinite(x[i]) ? x[i] : out[i];
    }
  }
}
