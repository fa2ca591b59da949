package good;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.BETA;

import dev.surprisal.annotation.Loss;

@Loss(distribution = BETA, activation = SIGMOID)
public interface Usage {}
