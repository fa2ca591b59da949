package dev.surprisal.samples.diabetes;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;

/** The network's outputs: how far, and the log-variance, which says how sure it is. */
@Loss(distribution = GAUSSIAN, activation = IDENTITY, variance = LEARNED)
interface UncertainProgression {}
