package dev.surprisal.djl;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Distribution.PRODUCT_OF_BERNOULLIS;
import static dev.surprisal.annotation.Layout.CLASSES_FIRST;
import static dev.surprisal.annotation.Precision.DOUBLE;
import static dev.surprisal.annotation.Reduction.MEAN_OF_OUTPUTS;
import static dev.surprisal.annotation.Reduction.SUM;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;

/** The heads of the tests. */
final class Heads {
  private Heads() {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 3)
  interface Species {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 3, precision = DOUBLE)
  interface PreciseSpecies {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 3, reduction = SUM)
  interface SummedSpecies {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 3, ignoreIndex = -1)
  interface PaddedSpecies {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 3, exampleWeights = true)
  interface WeightedSpecies {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 3, layout = CLASSES_FIRST)
  interface SpeciesOfPixels {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID)
  interface IsRare {}

  @Loss(
      distribution = PRODUCT_OF_BERNOULLIS,
      activation = SIGMOID,
      size = 3,
      reduction = MEAN_OF_OUTPUTS)
  interface Traits {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, size = 3, reduction = MEAN_OF_OUTPUTS)
  interface Measures {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, variance = LEARNED)
  interface UncertainMeasure {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 1000)
  interface Thing {}
}
