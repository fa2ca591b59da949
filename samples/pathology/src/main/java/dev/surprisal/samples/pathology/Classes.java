package dev.surprisal.samples.pathology;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Loss;

/** The network's output: which class it is, of as many as the constructor is told. */
@Loss(distribution = CATEGORICAL, activation = SOFTMAX)
interface Classes {}
