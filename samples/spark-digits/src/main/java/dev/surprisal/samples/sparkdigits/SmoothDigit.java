package dev.surprisal.samples.sparkdigits;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Precision.DOUBLE;

import dev.surprisal.annotation.Loss;

/** The same, not to be too sure. */
@Loss(
    distribution = CATEGORICAL,
    activation = SOFTMAX,
    size = 10,
    precision = DOUBLE,
    labelSmoothing = 0.1)
interface SmoothDigit {}
