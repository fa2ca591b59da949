package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.algebra.Expr.Parameter;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The layer that emits the logits, where it belongs to the head.
 *
 * @param inputs the number of inputs per example, or empty if the constructor is given it
 * @param hasBias whether it has a bias
 * @param cap the bound of the logits, if there is one
 * @param temperature what they are divided by, if they are
 * @param negligible gradients by the logits that are taken for 0 before they are scaled, if there
 *     are any
 */
public record LinearPlan(
    OptionalInt inputs,
    boolean hasBias,
    Optional<Parameter> cap,
    Optional<Parameter> temperature,
    Optional<Parameter> negligible) {}
