package dev.surprisal.runtime.kernel;

/** Plain loops over blocks that are capped. */
abstract class Scalar__Real__SoftCaps extends Scalar__Real__SoftmaxRows {
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
  public void cap(__real__[] x, __real__[] tanh, double cap, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = __Real__.isInfinite(x[i]) ? x[i] : (__real__) cap * tanh[i];
    }
  }
}
