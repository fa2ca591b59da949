package app;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Loss;

@Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 3)
public interface Colour {}
