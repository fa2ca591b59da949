package dev.surprisal.samples.tumours;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.BERNOULLI;

import dev.surprisal.annotation.Loss;

/** The network's output: whether a tumour is malignant. The compiler makes MalignantLoss of it. */
@Loss(distribution = BERNOULLI, activation = SIGMOID)
interface Malignant {}
