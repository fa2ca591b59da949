package good;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;

@Loss(distribution = GAUSSIAN, activation = IDENTITY, size = 2, variance = LEARNED)
public interface Forecast {}
