package good;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Loss;

/** Rows whose number of classes is not known, some to be left out, with a penalty. */
@Loss(
    distribution = CATEGORICAL,
    activation = SOFTMAX,
    ignoreIndex = -1,
    labelSmoothing = 0.1,
    zLoss = 1e-4)
public interface Photos {}
