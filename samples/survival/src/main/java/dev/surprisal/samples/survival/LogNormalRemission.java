package dev.surprisal.samples.survival;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.LOG_NORMAL;
import static dev.surprisal.annotation.Precision.DOUBLE;

import dev.surprisal.annotation.Loss;

/** Two outputs: the mean of the logarithm of the time, and the logarithm of its variance. */
@Loss(distribution = LOG_NORMAL, activation = EXP, precision = DOUBLE, censored = true)
interface LogNormalRemission {}
