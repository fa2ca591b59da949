package good;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Loss;

/** Classes of which each has a weight, and of which none is quite certain. */
@Loss(
    distribution = CATEGORICAL,
    activation = SOFTMAX,
    size = 100,
    labelSmoothing = 0.1,
    classWeights = true)
public interface Breeds {}
