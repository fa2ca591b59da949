package dev.surprisal.samples.survival;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.WEIBULL;
import static dev.surprisal.annotation.Precision.DOUBLE;

import dev.surprisal.annotation.Loss;

/**
 * Two outputs: the logarithms of the scale, and of the shape: above 1, the risk rises with time.
 */
@Loss(distribution = WEIBULL, activation = EXP, precision = DOUBLE, censored = true)
interface Remission {}
