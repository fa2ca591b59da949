package dev.surprisal.samples.counts;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.NEGATIVE_BINOMIAL;

import dev.surprisal.annotation.Loss;

/** Two outputs: the logarithms of the mean, and of the shape: the smaller, the more they vary. */
@Loss(distribution = NEGATIVE_BINOMIAL, activation = EXP)
interface VaryingVisits {}
