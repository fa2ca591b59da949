package good;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.TWEEDIE;

import dev.surprisal.annotation.Loss;

@Loss(distribution = TWEEDIE, activation = EXP, power = 1.5, exampleWeights = true)
public interface Claims {}
