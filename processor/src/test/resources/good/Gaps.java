package good;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.LAPLACE;

import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.Variance;

@Loss(distribution = LAPLACE, activation = IDENTITY, variance = Variance.LEARNED)
public interface Gaps {}
