package dev.surprisal.samples.boostedtrees;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;

/** The outputs of the trees: how far, and the log-variance, which says how sure they are. */
@Loss(distribution = GAUSSIAN, activation = IDENTITY, variance = LEARNED)
interface UncertainProgression {}
