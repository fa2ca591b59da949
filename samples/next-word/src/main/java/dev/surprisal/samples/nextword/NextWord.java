package dev.surprisal.samples.nextword;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Linear;
import dev.surprisal.annotation.Loss;

/**
 * The last layer of the network and its distribution over the vocabulary. The compiler makes
 * NextWordLoss of it.
 */
@Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = Vocabulary.SIZE)
@Linear(inputs = Network.HIDDEN)
interface NextWord {}
