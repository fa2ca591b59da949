package good;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.WEIBULL;

import dev.surprisal.annotation.Loss;

@Loss(distribution = WEIBULL, activation = EXP, censored = true)
public interface Survival {}
