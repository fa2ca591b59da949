package dev.surprisal.runtime.kernel;

/** The surprisal of a yes or no under logits and its residual, on a range no longer than a block. */
final class Scalar__Real__Sigmoids {
  private Scalar__Real__Sigmoids() {}

  static double softplusMinusProduct(__real__[] z, __real__[] y, int start, int length) {
    if (length == 0) {
      return 0;
    }
    Blocks blocks = Blocks.take();
    double sum = surprisals(z, y, start, length, expOfMinusAbs(z, start, length, blocks));
    blocks.giveBack();
    return sum;
  }

  static double sigmoidMinus(
      __real__[] z, __real__[] y, int start, int length, double scale, __real__[] out) {
    if (length == 0) {
      return 0;
    }
    Blocks blocks = Blocks.take();
    double[] e = expOfMinusAbs(z, start, length, blocks);
    double sum = surprisals(z, y, start, length, e);
    for (int i = 0; i < length; i++) {
      double yes = y[start + i];
      out[start + i] = (__real__) (scale * Logistic.residual(z[start + i], yes, 1 - yes, e[i]));
    }
    blocks.giveBack();
    return sum;
  }

  /** exp(&minus;|z|) in a loop of its own, of which the compiler makes vectors; NaN for +&infin;. */
  static double[] expOfMinusAbs(__real__[] z, int start, int length, Blocks blocks) {
    double[] e = blocks.doubles(0, length);
    for (int i = 0; i < length; i++) {
      e[i] = Logistic.minusAbs(z[start + i]);
    }
    Scalar__Real__Math.expOfNegatives(e, length);
    return e;
  }

  /** With one logarithm of &Pi; (1 + e), of two products that need not wait for each other. */
  private static double surprisals(
      __real__[] z, __real__[] y, int start, int length, double[] e) {
    double sum0 = 0;
    double sum1 = 0;
    double product0 = 0;
    double product1 = 0;
    int end = length & -2;
    for (int i = 0; i < end; i += 2) {
      sum0 += linear(z[start + i], y[start + i]);
      product0 += e[i] + product0 * e[i];
      sum1 += linear(z[start + i + 1], y[start + i + 1]);
      product1 += e[i + 1] + product1 * e[i + 1];
    }
    if (end < length) {
      sum0 += linear(z[start + end], y[start + end]);
      product0 += e[end] + product0 * e[end];
    }
    return sum0 + sum1 + Math.log1p(product0 + product1 + product0 * product1);
  }

  private static double linear(double z, double yes) {
    return Logistic.linear(z, yes, 1 - yes, Logistic.minusAbs(z));
  }
}
