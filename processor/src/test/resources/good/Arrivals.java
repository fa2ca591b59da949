package good;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.POISSON;

import dev.surprisal.annotation.Loss;

@Loss(distribution = POISSON, activation = EXP)
public interface Arrivals {}
