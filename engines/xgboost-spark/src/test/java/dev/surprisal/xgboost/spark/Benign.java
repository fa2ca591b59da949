package dev.surprisal.xgboost.spark;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.BERNOULLI;

import dev.surprisal.annotation.Loss;

/** Whether a tumour is benign. */
@Loss(distribution = BERNOULLI, activation = SIGMOID)
interface Benign {}
