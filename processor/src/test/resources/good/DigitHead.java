package good;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Loss;

@Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 10)
public interface DigitHead {}
