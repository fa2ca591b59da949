package dev.surprisal.samples.djldigits;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Reduction.MEAN_OF_OUTPUTS;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;

/** The network's outputs: a mean for each pixel of the lower half, then a log-variance for each. */
@Loss(
    distribution = GAUSSIAN,
    activation = IDENTITY,
    variance = LEARNED,
    size = LowerHalf.PIXELS,
    reduction = MEAN_OF_OUTPUTS)
interface LowerHalf {
  int PIXELS = 32;
}
