package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Symbol;

/**
 * The loss of a row as a function of its surprisal, (1 - exp(-n))^power n.
 *
 * @param surprisal n
 * @param power the power
 * @param loss the function
 * @param slope its derivative, which multiplies the residual
 * @param bend the second one, which multiplies its square
 */
public record Focus(Symbol surprisal, Parameter power, Expr loss, Expr slope, Expr bend) {}
