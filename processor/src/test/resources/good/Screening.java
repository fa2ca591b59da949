package good;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.BERNOULLI;

import dev.surprisal.annotation.Loss;

/** A yes or no of which nearly all are no. */
@Loss(distribution = BERNOULLI, activation = SIGMOID, focal = 2)
interface Screening {}
