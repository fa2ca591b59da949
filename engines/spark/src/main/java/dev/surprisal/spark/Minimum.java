package dev.surprisal.spark;

/**
 * Where an optimiser ended.
 *
 * @param parameters the last ones, whose objective is the least
 * @param objectives that of the start, and of each iteration
 * @param isConverged whether objective or gradient say so; otherwise the iterations were too few,
 *     or no step made the objective less
 */
public record Minimum(double[] parameters, double[] objectives, boolean isConverged) {}
