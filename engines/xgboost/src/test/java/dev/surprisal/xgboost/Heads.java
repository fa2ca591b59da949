package dev.surprisal.xgboost;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.ASYMMETRIC_LAPLACE;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Distribution.GAMMA;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Distribution.LOG_NORMAL;
import static dev.surprisal.annotation.Distribution.NEGATIVE_BINOMIAL;
import static dev.surprisal.annotation.Distribution.POISSON;
import static dev.surprisal.annotation.Distribution.PRODUCT_OF_BERNOULLIS;
import static dev.surprisal.annotation.Distribution.TWEEDIE;
import static dev.surprisal.annotation.Distribution.WEIBULL;
import static dev.surprisal.annotation.Layout.CLASSES_FIRST;
import static dev.surprisal.annotation.Targets.POSITIVE;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;

/** The heads that are tested; their reductions are the default, a mean. */
final class Heads {
  private Heads() {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID)
  interface Benign {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID, exampleWeights = true)
  interface WeightedBenign {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID, positiveWeight = 3)
  interface CostlyBenign {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 2)
  interface EitherClass {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 10)
  interface Digit {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 10, exampleWeights = true)
  interface WeightedDigit {}

  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      size = 10,
      labelSmoothing = 0.1,
      classWeights = true)
  interface SmoothedDigit {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 10, layout = CLASSES_FIRST)
  interface ClassesFirst {}

  @Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, size = 3)
  interface Attributes {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY)
  interface Progression {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, variance = LEARNED)
  interface UncertainProgression {}

  @Loss(distribution = POISSON, activation = EXP)
  interface CountedProgression {}

  @Loss(distribution = TWEEDIE, activation = EXP, power = 1.3)
  interface ProgressionAsAmount {}

  @Loss(distribution = ASYMMETRIC_LAPLACE, activation = IDENTITY, quantile = 0.9)
  interface ProgressionOfNineInTen {}

  @Loss(distribution = GAMMA, activation = EXP)
  interface ProgressionOfAnyShape {}

  @Loss(nll = "z + y * exp(-z)", targets = POSITIVE, mean = "exp(z)")
  interface ProgressionOfShapeOne {}

  @Loss(distribution = LOG_NORMAL, activation = EXP)
  interface LogNormalProgression {}

  @Loss(distribution = LOG_NORMAL, activation = EXP, censored = true)
  interface LogNormalOutlived {}

  @Loss(nll = "(log(y) - z)^2 / 2", targets = POSITIVE, mean = "exp(z)")
  interface NormalLogarithm {}

  @Loss(nll = "2 * softplus(log(y) - z) - (log(y) - z)", targets = POSITIVE, mean = "exp(z)")
  interface LogisticLogarithm {}

  @Loss(distribution = WEIBULL, activation = EXP)
  interface TimeOfAnyShape {}

  @Loss(nll = "exp(1.5 * (log(y) - z)) - 1.5 * (log(y) - z)", targets = POSITIVE, mean = "exp(z)")
  interface TimeOfShapeThreeHalves {}

  @Loss(distribution = NEGATIVE_BINOMIAL, activation = EXP)
  interface OverdispersedProgression {}

  /** What is too high costs by its exponential, what is too low by itself. */
  @Loss(nll = "exp(z - y) - (z - y)")
  interface ProgressionNotTooHigh {}
}
