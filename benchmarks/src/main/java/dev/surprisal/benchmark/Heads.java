package dev.surprisal.benchmark;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Distribution.PRODUCT_OF_BERNOULLIS;
import static dev.surprisal.annotation.Precision.DOUBLE;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Linear;
import dev.surprisal.annotation.Loss;

/** The heads whose losses are timed. */
interface Heads {
  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
  interface Classes {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, precision = DOUBLE)
  interface DoubleClasses {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID)
  interface YesOrNo {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID, precision = DOUBLE)
  interface DoubleYesOrNo {}

  @Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID)
  interface Labels {}

  @Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, precision = DOUBLE)
  interface DoubleLabels {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY)
  interface Values {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, precision = DOUBLE)
  interface DoubleValues {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, variance = LEARNED)
  interface Forecasts {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, variance = LEARNED, precision = DOUBLE)
  interface DoubleForecasts {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
  @Linear(bias = false)
  interface Tokens {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
  @Linear(bias = false, negligible = 1e-6)
  interface TokensToAMillionth {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
  @Linear(bias = false, negligible = 1e-5)
  interface TokensToAHundredThousandth {}
}
