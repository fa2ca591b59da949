package dev.surprisal.processor.plan;

import java.util.OptionalInt;

/**
 * The layer that emits the logits, where it belongs to the head.
 *
 * @param inputs the number of inputs per example, or empty if the constructor is given it
 * @param hasBias whether it has a bias
 */
public record LinearPlan(OptionalInt inputs, boolean hasBias) {}
