package dev.surprisal.samples.diabetes;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;

import dev.surprisal.annotation.Loss;

/** The network's output: how far a disease will have gone in a year, give or take 1. */
@Loss(distribution = GAUSSIAN, activation = IDENTITY)
interface Progression {}
