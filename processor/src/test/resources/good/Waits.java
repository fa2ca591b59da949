package good;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.INVERSE_GAUSSIAN;

import dev.surprisal.annotation.Loss;

@Loss(distribution = INVERSE_GAUSSIAN, activation = EXP)
public interface Waits {}
