package dev.surprisal.runtime.kernel;

/** Surprisals of a weighted yes or no, by plain loops. */
abstract class Scalar__Real__Logistic extends Scalar__Real__SoftCaps {
  @Override
  public double logistic(
      __real__[] z, double[] yes, double[] no, int length, __real__[] softplus) {
    Blocks blocks = Blocks.take();
    double[] e = Scalar__Real__Sigmoids.expOfMinusAbs(z, 0, length, blocks);
    double sum = surprisals(z, yes, no, e, length, blocks, softplus);
    blocks.giveBack();
    return sum;
  }

  @Override
  public double logistic(
      __real__[] z,
      double[] yes,
      double[] no,
      int length,
      __real__[] softplus,
      __real__[] residual) {
    Blocks blocks = Blocks.take();
    double[] e = Scalar__Real__Sigmoids.expOfMinusAbs(z, 0, length, blocks);
    double sum = surprisals(z, yes, no, e, length, blocks, softplus);
    residuals(z, yes, no, e, length, residual);
    blocks.giveBack();
    return sum;
  }

  @Override
  public double logistic(
      __real__[] z,
      double[] yes,
      double[] no,
      int length,
      __real__[] softplus,
      __real__[] residual,
      __real__[] curvature) {
    Blocks blocks = Blocks.take();
    double[] e = Scalar__Real__Sigmoids.expOfMinusAbs(z, 0, length, blocks);
    for (int i = 0; i < length; i++) {
      double both = yes[i] + no[i];
      curvature[i] = both == 0 ? 0 : (__real__) (both * Logistic.slope(e[i]));
    }
    double sum = surprisals(z, yes, no, e, length, blocks, softplus);
    residuals(z, yes, no, e, length, residual);
    blocks.giveBack();
    return sum;
  }

  private static double surprisals(
      __real__[] z,
      double[] yes,
      double[] no,
      double[] e,
      int length,
      Blocks blocks,
      __real__[] softplus) {
    double[] log = blocks.doubles(1, length);
    for (int i = 0; i < length; i++) {
      log[i] = ScalarLogs.log1p(e[i]);
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Logistic.surprisal(z[i], yes[i], no[i], log[i]);
      softplus[i] = (__real__) log[i];
    }
    return sum;
  }

  private static void residuals(
      __real__[] z, double[] yes, double[] no, double[] e, int length, __real__[] residual) {
    for (int i = 0; i < length; i++) {
      residual[i] =
          yes[i] + no[i] == 0 ? 0 : (__real__) Logistic.residual(z[i], yes[i], no[i], e[i]);
    }
  }
}
