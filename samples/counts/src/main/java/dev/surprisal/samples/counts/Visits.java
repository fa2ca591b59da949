package dev.surprisal.samples.counts;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.POISSON;

import dev.surprisal.annotation.Loss;

/** The model's output: the logarithm of how many visits are expected, which is the variance too. */
@Loss(distribution = POISSON, activation = EXP)
interface Visits {}
