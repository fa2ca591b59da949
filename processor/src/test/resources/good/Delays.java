package good;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.ASYMMETRIC_LAPLACE;

import dev.surprisal.annotation.Loss;

@Loss(distribution = ASYMMETRIC_LAPLACE, activation = IDENTITY, quantile = 0.9)
public interface Delays {}
