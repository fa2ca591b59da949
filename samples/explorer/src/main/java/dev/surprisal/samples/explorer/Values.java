package dev.surprisal.samples.explorer;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.ASYMMETRIC_LAPLACE;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Distribution.BETA;
import static dev.surprisal.annotation.Distribution.BINOMIAL;
import static dev.surprisal.annotation.Distribution.GAMMA;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Distribution.INVERSE_GAUSSIAN;
import static dev.surprisal.annotation.Distribution.LAPLACE;
import static dev.surprisal.annotation.Distribution.LOG_NORMAL;
import static dev.surprisal.annotation.Distribution.MIXTURE_OF_GAUSSIANS;
import static dev.surprisal.annotation.Distribution.NEGATIVE_BINOMIAL;
import static dev.surprisal.annotation.Distribution.ORDINAL;
import static dev.surprisal.annotation.Distribution.POISSON;
import static dev.surprisal.annotation.Distribution.STUDENT_T;
import static dev.surprisal.annotation.Distribution.TWEEDIE;
import static dev.surprisal.annotation.Distribution.WEIBULL;
import static dev.surprisal.annotation.Precision.DOUBLE;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Censored;
import java.util.Arrays;
import java.util.Map;

/** Distributions of one number, each with a head of its own; all are asked the same. */
final class Values {
  @Loss(distribution = POISSON, activation = EXP, precision = DOUBLE)
  interface Poisson {}

  @Loss(distribution = NEGATIVE_BINOMIAL, activation = EXP, precision = DOUBLE)
  interface NegativeBinomial {}

  @Loss(distribution = BINOMIAL, activation = SIGMOID, precision = DOUBLE, trials = 10)
  interface Binomial {}

  @Loss(distribution = TWEEDIE, activation = EXP, precision = DOUBLE, power = 1.5)
  interface Tweedie {}

  @Loss(distribution = GAMMA, activation = EXP, precision = DOUBLE)
  interface Gamma {}

  @Loss(distribution = INVERSE_GAUSSIAN, activation = EXP, precision = DOUBLE)
  interface InverseGaussian {}

  @Loss(distribution = LOG_NORMAL, activation = EXP, precision = DOUBLE)
  interface LogNormal {}

  @Loss(distribution = WEIBULL, activation = EXP, precision = DOUBLE)
  interface Weibull {}

  @Loss(distribution = WEIBULL, activation = EXP, precision = DOUBLE, censored = true)
  interface Survival {}

  @Loss(distribution = BETA, activation = SIGMOID, precision = DOUBLE)
  interface Beta {}

  @Loss(distribution = LAPLACE, activation = IDENTITY, precision = DOUBLE)
  interface Laplace {}

  @Loss(distribution = LAPLACE, activation = IDENTITY, precision = DOUBLE, variance = LEARNED)
  interface LaplaceOfLearnedScale {}

  @Loss(
      distribution = ASYMMETRIC_LAPLACE,
      activation = IDENTITY,
      precision = DOUBLE,
      quantile = 0.9)
  interface Quantile {}

  @Loss(distribution = STUDENT_T, activation = IDENTITY, precision = DOUBLE, degreesOfFreedom = 4)
  interface StudentT {}

  @Loss(
      distribution = GAUSSIAN,
      activation = IDENTITY,
      precision = DOUBLE,
      variance = LEARNED,
      leastVariance = 0.25)
  interface Floored {}

  @Loss(
      distribution = MIXTURE_OF_GAUSSIANS,
      activation = SOFTMAX,
      precision = DOUBLE,
      components = 2)
  interface Mixture {}

  @Loss(
      distribution = BERNOULLI,
      activation = SIGMOID,
      precision = DOUBLE,
      focal = 2,
      checkOutputs = false)
  interface Focal {}

  @Loss(distribution = ORDINAL, activation = SIGMOID, size = 3, precision = DOUBLE)
  interface Ordinal {}

  private Values() {}

  /** All of them, by the names that the page has for them. */
  static Map<String, Family> families() {
    return Map.ofEntries(
        Map.entry("poisson", family(Poisson.class, 1, new ValuesPoissonLoss())),
        Map.entry(
            "negativebinomial",
            family(NegativeBinomial.class, 2, new ValuesNegativeBinomialLoss())),
        Map.entry("binomial", family(Binomial.class, 1, new ValuesBinomialLoss())),
        Map.entry("tweedie", family(Tweedie.class, 1, new ValuesTweedieLoss())),
        Map.entry("gamma", family(Gamma.class, 2, new ValuesGammaLoss())),
        Map.entry(
            "inversegaussian", family(InverseGaussian.class, 2, new ValuesInverseGaussianLoss())),
        Map.entry("lognormal", family(LogNormal.class, 2, new ValuesLogNormalLoss())),
        Map.entry("weibull", family(Weibull.class, 2, new ValuesWeibullLoss())),
        Map.entry("survival", new Family(Survival.class, Values::survival)),
        Map.entry("beta", family(Beta.class, 2, new ValuesBetaLoss())),
        Map.entry("laplace", family(Laplace.class, 1, new ValuesLaplaceLoss())),
        Map.entry(
            "scaledlaplace",
            family(LaplaceOfLearnedScale.class, 2, new ValuesLaplaceOfLearnedScaleLoss())),
        Map.entry("quantile", family(Quantile.class, 1, new ValuesQuantileLoss())),
        Map.entry("studentt", family(StudentT.class, 2, new ValuesStudentTLoss())),
        Map.entry("floored", family(Floored.class, 2, new ValuesFlooredLoss())),
        Map.entry("mixture", family(Mixture.class, 6, new ValuesMixtureLoss())),
        Map.entry("focal", family(Focal.class, 1, new ValuesFocalLoss())),
        Map.entry("ordinal", new Family(Ordinal.class, Values::ordinal)));
  }

  private static Family family(
      Class<?> head, int outputs, ArrayLossFunction<double[], double[]> loss) {
    return new Family(
        head, example -> Value.of(loss, example.outputs(outputs), example.targets(1)));
  }

  /** A time that was outlived comes as a negative number. */
  private static Value survival(Example example) {
    double time = example.targets(1)[0];
    return Value.of(
        new ValuesSurvivalLoss(),
        example.outputs(2),
        count -> {
          double[] times = new double[count];
          Arrays.fill(times, Math.abs(time));
          boolean[] outlived = new boolean[count];
          Arrays.fill(outlived, time < 0);
          return new Censored<>(times, outlived);
        });
  }

  private static Value ordinal(Example example) {
    int target = example.oneClass();
    return Value.of(
        new ValuesOrdinalLoss(),
        example.outputs(3),
        count -> {
          int[] targets = new int[count];
          Arrays.fill(targets, target);
          return targets;
        });
  }
}
