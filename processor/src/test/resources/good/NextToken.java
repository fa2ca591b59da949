package good;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Linear;
import dev.surprisal.annotation.Loss;

/** The last layer of a language model. */
@Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 50257, ignoreIndex = -100)
@Linear(inputs = 768, bias = false)
public interface NextToken {}
