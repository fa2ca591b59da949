package good;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.BINOMIAL;

import dev.surprisal.annotation.Loss;

@Loss(distribution = BINOMIAL, activation = SIGMOID, trials = 20)
public interface Conversions {}
