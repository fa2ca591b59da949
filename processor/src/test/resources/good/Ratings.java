package good;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.ORDINAL;

import dev.surprisal.annotation.Loss;

@Loss(distribution = ORDINAL, activation = SIGMOID, size = 4, ignoreIndex = -1)
public interface Ratings {}
