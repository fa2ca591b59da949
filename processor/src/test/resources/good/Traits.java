package good;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.PRODUCT_OF_BERNOULLIS;

import dev.surprisal.annotation.Loss;

@Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, outputWeights = true)
public interface Traits {}
