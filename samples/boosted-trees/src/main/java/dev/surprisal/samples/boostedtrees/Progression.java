package dev.surprisal.samples.boostedtrees;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;

import dev.surprisal.annotation.Loss;

/** The output of the trees: how far a disease will have gone in a year. */
@Loss(distribution = GAUSSIAN, activation = IDENTITY)
interface Progression {}
