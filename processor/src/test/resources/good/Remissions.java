package good;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.LOG_NORMAL;

import dev.surprisal.annotation.Loss;

@Loss(
    distribution = LOG_NORMAL,
    activation = EXP,
    size = 2,
    censored = true,
    exampleWeights = true,
    missingTargets = true)
public interface Remissions {}
