package good;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.NEGATIVE_BINOMIAL;

import dev.surprisal.annotation.Loss;

@Loss(distribution = NEGATIVE_BINOMIAL, activation = EXP, size = 3)
public interface Visits {}
