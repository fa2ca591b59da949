package dev.surprisal.samples.sparkdigits;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Precision.DOUBLE;

import dev.surprisal.annotation.Loss;

/** What Spark's multinomial regression describes. */
@Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 10, precision = DOUBLE)
interface Digit {}
