package dev.surprisal.spark;

import dev.surprisal.runtime.LossValue;

/**
 * A loss at some parameters.
 *
 * @param loss over all examples, without a penalty
 * @param objective what is minimised: the mean loss, and the penalty
 * @param gradients of the objective, one for each parameter
 */
public record Evaluation(LossValue loss, double objective, double[] gradients) {}
