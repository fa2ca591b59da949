package dev.surprisal.lightgbm;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Distribution.PRODUCT_OF_BERNOULLIS;
import static dev.surprisal.annotation.Layout.CLASSES_FIRST;
import static dev.surprisal.annotation.Precision.DOUBLE;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;

/** The heads that are tested; their reductions are the default, a mean. */
final class Heads {
  private Heads() {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID)
  interface FloatBenign {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID, precision = DOUBLE)
  interface Benign {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID, exampleWeights = true, precision = DOUBLE)
  interface WeightedBenign {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID, positiveWeight = 3, precision = DOUBLE)
  interface CostlyBenign {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 2, precision = DOUBLE)
  interface EitherClass {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 10)
  interface Digit {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 10, layout = CLASSES_FIRST)
  interface ClassesFirst {}

  @Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, size = 10, precision = DOUBLE)
  interface EachDigit {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, precision = DOUBLE)
  interface Progression {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, variance = LEARNED)
  interface UncertainProgression {}
}
