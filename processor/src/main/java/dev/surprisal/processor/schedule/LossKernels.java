package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Function.SIGMOID;
import static dev.surprisal.processor.express.algebra.Function.SOFTPLUS;
import static dev.surprisal.processor.express.algebra.Functions.softplus;

import dev.surprisal.processor.derive.Derivative;
import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.schedule.program.BlockProgram;
import dev.surprisal.processor.schedule.program.BlockProgram.Destination;
import dev.surprisal.processor.schedule.program.BlockProgram.Store;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Losses of one output that a kernel sums with their derivatives, block by block: half squares, and
 * the surprisals of yes and no, times any factors.
 */
final class LossKernels {
  static final Expr HALF_SQUARE = Z.minus(Y).squared().times(0.5);

  private final Expr loss;

  /** What the logistic function is of, where the mean is that of something. */
  private final Expr logit;

  private final Counts counts;

  /** Of a loss without what says how much outputs count. */
  LossKernels(Expr loss, Expr mean, Counts counts) {
    this.loss = loss;
    this.logit = mean instanceof Call call && call.function() == SIGMOID ? call.argument() : Z;
    this.counts = counts;
  }

  /** The sum of the losses, and these derivatives; empty where there is no kernel for them. */
  Optional<Body> summing(List<Expr> gradients, List<Expr> curvatures) {
    return logistic(gradients, curvatures).or(() -> halfSquares(gradients, curvatures));
  }

  /** The loss as half a square times a factor, where it is that of any factor. */
  private Optional<Body> halfSquares(List<Expr> gradients, List<Expr> curvatures) {
    Expr factor = loss.over(HALF_SQUARE);
    if (factor.has(Z) || factor.has(Y)) {
      return Optional.empty();
    }
    BlockScheduler blocks = BlockScheduler.ofValues(List.of(Z));
    Expr whole = factor.times(counts.ofOutputs());
    String block = BlockProgram.WEIGHT;
    if (!whole.equals(ONE)) {
      block = blocks.blockOf(whole, "factor");
    }
    if (counts.areWeighted()) {
      blocks.loadWeights(counts.weights());
      if (!whole.equals(ONE)) {
        blocks.weigh(BlockProgram.WEIGHT, List.of(block));
      }
    }
    blocks.add(new Step.HalfSquares(block, !gradients.isEmpty()));
    return Optional.of(
        new Body.Blocks(
            blocks.program(
                curvatures.isEmpty()
                    ? List.of()
                    : List.of(new Store(block, Destination.SECOND, 0)))));
  }

  /**
   * The loss as yes softplus(-z) + no softplus(z), where it is that of any two weights, and z the
   * output or a multiple of it.
   */
  private Optional<Body> logistic(List<Expr> gradients, List<Expr> curvatures) {
    Expr slope = Derivative.of(logit, Z);
    Optional<Expr> yes = factorOf(softplus(logit.negate()));
    Optional<Expr> no = factorOf(softplus(logit));
    if (yes.isEmpty() || no.isEmpty() || slope.has(Z) || Canonical.terms(loss).size() != 2) {
      return Optional.empty();
    }
    Results results = new Results(List.of(Z));
    results.store(Results.RESIDUAL, gradients, Destination.RESULT);
    results.store(Results.CURVATURE, curvatures, Destination.SECOND);
    BlockScheduler blocks = BlockScheduler.ofValues(List.of(Z));
    blocks.load(Z);
    String z =
        logit instanceof Definition divided
            ? blocks.blockOf(divided.meaning(), divided.letter())
            : blocks.blockOf(logit, "logit");
    Map<String, Expr> weights = new LinkedHashMap<>();
    weights.put("yes", yes.get());
    weights.put("no", no.get());
    blocks.compute(weights);
    counts.weigh(blocks, weights.keySet());
    List<String> derivatives = results.stores().stream().map(Store::block).toList();
    blocks.add(new Step.Logistic(z, "softplus", derivatives));
    if (!slope.equals(ONE)) {
      blocks.multiply(derivatives, List.of(slope, slope.squared()));
    }
    return Optional.of(new Body.Blocks(blocks.program(results.stores())));
  }

  /** What a softplus is multiplied by in the loss. */
  private Optional<Expr> factorOf(Expr softplus) {
    return Canonical.terms(loss).stream()
        .filter(term -> Canonical.factors(term).contains(softplus))
        .map(term -> term.over(softplus))
        .filter(factor ->
            !factor.has(Z)
                && !factor.has(part -> part instanceof Call call && call.function() == SOFTPLUS))
        .findFirst();
  }
}
