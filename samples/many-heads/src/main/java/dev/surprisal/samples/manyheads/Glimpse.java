package dev.surprisal.samples.manyheads;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;

/**
 * What a network says of a digit whose upper half it sees. The compiler makes GlimpseLoss of it.
 *
 * @param digit logits: which digit it is
 * @param loop a logit: whether it has a closed loop
 * @param ink how much ink the lower half has, and how sure that is
 */
record Glimpse(
    @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = Glimpse.DIGITS) float[] digit,
    @Loss(distribution = BERNOULLI, activation = SIGMOID) float[] loop,
    @Loss(distribution = GAUSSIAN, activation = IDENTITY, variance = LEARNED) float[] ink) {
  static final int DIGITS = 10;
}
