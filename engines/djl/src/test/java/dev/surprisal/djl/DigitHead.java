package dev.surprisal.djl;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Loss;

@Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 10)
interface DigitHead {}
