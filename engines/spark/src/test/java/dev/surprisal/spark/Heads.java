package dev.surprisal.spark;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Distribution.GAMMA;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Distribution.POISSON;
import static dev.surprisal.annotation.Distribution.PRODUCT_OF_BERNOULLIS;
import static dev.surprisal.annotation.Distribution.TWEEDIE;
import static dev.surprisal.annotation.Layout.CLASSES_FIRST;
import static dev.surprisal.annotation.Precision.DOUBLE;
import static dev.surprisal.annotation.Targets.POSITIVE;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;

/** The heads whose losses are tried. */
interface Heads {
  int CLASSES = 3;
  int LABELS = 2;

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = CLASSES, precision = DOUBLE)
  interface Species {}

  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      size = CLASSES,
      precision = DOUBLE,
      exampleWeights = true,
      ignoreIndex = -1)
  interface WeightedSpecies {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = CLASSES)
  interface RoundedSpecies {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = CLASSES, layout = CLASSES_FIRST)
  interface SpeciesOfPixels {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID, precision = DOUBLE)
  interface IsRare {}

  @Loss(
      distribution = PRODUCT_OF_BERNOULLIS,
      activation = SIGMOID,
      size = LABELS,
      precision = DOUBLE)
  interface Traits {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, precision = DOUBLE)
  interface Height {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, variance = LEARNED, precision = DOUBLE)
  interface UncertainHeight {}

  @Loss(distribution = POISSON, activation = EXP, precision = DOUBLE)
  interface Dots {}

  @Loss(distribution = GAMMA, activation = EXP, precision = DOUBLE)
  interface Ink {}

  @Loss(distribution = TWEEDIE, activation = EXP, power = 1.5, precision = DOUBLE)
  interface InkOrNone {}

  @Loss(nll = "z + y * exp(-z)", targets = POSITIVE, mean = "exp(z)", precision = DOUBLE)
  interface InkByFormula {}
}
