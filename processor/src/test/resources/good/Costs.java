package good;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.GAMMA;

import dev.surprisal.annotation.Loss;

@Loss(distribution = GAMMA, activation = EXP)
public interface Costs {}
