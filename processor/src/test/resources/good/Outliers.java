package good;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.LAPLACE;

import dev.surprisal.annotation.Loss;

@Loss(distribution = LAPLACE, activation = IDENTITY, size = 3)
public interface Outliers {}
