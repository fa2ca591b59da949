package good;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Loss;

/** Every option that a categorical head can have with class indices. */
@Loss(
    distribution = CATEGORICAL,
    activation = SOFTMAX,
    ignoreIndex = -100,
    labelSmoothing = 0.1,
    classWeights = true,
    zLoss = 1e-4,
    softCap = 30,
    exampleWeights = true)
public interface Tokens {}
