package dev.surprisal.samples.tumours;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.BERNOULLI;

import dev.surprisal.annotation.Loss;

/** The same, where to miss a malignant tumour is so many times as bad as a false alarm. */
@Loss(distribution = BERNOULLI, activation = SIGMOID, positiveWeight = CostlyMalignant.COST)
interface CostlyMalignant {
  double COST = 5;
}
