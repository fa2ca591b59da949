package good;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Reduction.SUM;

import dev.surprisal.annotation.Loss;

@Loss(distribution = BERNOULLI, activation = SIGMOID, reduction = SUM)
interface TumourHead {}
