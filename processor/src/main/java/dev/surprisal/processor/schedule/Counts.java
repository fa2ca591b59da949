package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.express.algebra.Expr.ONE;

import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.schedule.program.BlockProgram;
import dev.surprisal.processor.schedule.program.RowWeights;
import java.util.Collection;
import java.util.List;

/**
 * How much outputs and rows count.
 *
 * @param factors what the loss of each output is multiplied by
 * @param weights how much rows count
 * @param areWeighted whether values, or rows that are one, differ in weight
 */
record Counts(List<Expr> factors, RowWeights weights, boolean areWeighted) {
  /** Of a loss. */
  static Counts of(Expr loss, RowWeights weights) {
    List<Expr> factors =
        Canonical.factors(loss).stream()
            .filter(factor -> factor instanceof Symbol symbol && symbol.role() == Role.COUNTED)
            .toList();
    boolean isOfRow = loss.has(Rows::isTied);
    return new Counts(factors, weights, isOfRow ? weights.leaveOutRows() : weights.differByValue());
  }

  /** Whether all outputs count alike. */
  boolean areAlike() {
    return !areWeighted && factors.isEmpty();
  }

  /** How much each output counts. */
  Expr ofOutputs() {
    return factors.stream().reduce(ONE, Expr::times);
  }

  /** Multiplies by how much outputs count, and by the weights of rows. */
  void weigh(BlockScheduler blocks, Collection<String> results) {
    factors.forEach(factor -> blocks.weigh(blocks.blockOf(factor, ""), results));
    if (areWeighted) {
      blocks.loadWeights(weights);
      blocks.weigh(BlockProgram.WEIGHT, results);
    }
  }
}
