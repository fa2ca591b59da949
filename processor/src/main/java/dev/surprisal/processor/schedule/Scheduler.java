package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Function.SIGMOID_SLOPE;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;

import dev.surprisal.processor.derive.Derivatives;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.schedule.program.Algorithm;
import dev.surprisal.processor.schedule.program.BlockProgram;
import dev.surprisal.processor.schedule.program.BlockProgram.Destination;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.Bounds;
import dev.surprisal.processor.schedule.program.RangeKernel;
import dev.surprisal.processor.schedule.program.RowWeights;
import dev.surprisal.processor.schedule.program.Step;
import java.util.List;
import java.util.Optional;

/**
 * Chooses how losses of values that stand by themselves are computed: by a kernel that works on
 * whole arrays where the runtime has one for just that expression, or else block by block. Formulas
 * that tie the outputs of a row together are evaluated in blocks of rows.
 */
public final class Scheduler {
  private static final String BOUND = "bound";

  private static final Expr PLAIN_LOGISTIC =
      Y.times(softplus(Z.negate())).plus(ONE.minus(Y).times(softplus(Z)));

  private final List<Symbol> outputs;

  /** Without what says how much each output counts. */
  private final Derivatives derived;

  private final Counts counts;
  private final LossKernels kernels;

  /** Whether the loss ties the outputs of a row together. */
  private final boolean isOfRow;

  private Scheduler(Likelihood likelihood, Derivatives derived, RowWeights weights) {
    this.outputs = likelihood.outputs();
    this.isOfRow = derived.loss().has(Rows::isTied);
    this.counts = Counts.of(derived.loss(), weights);
    this.derived = isOfRow ? derived.map(RowCalls::of) : derived.without(counts.ofOutputs());
    this.kernels = new LossKernels(this.derived.loss(), likelihood.means().get(0), counts);
  }

  /**
   * The methods of a loss.
   *
   * @param weights how much rows count
   */
  public static Algorithm algorithm(
      Likelihood likelihood, Derivatives derived, RowWeights weights) {
    Scheduler scheduler = new Scheduler(likelihood, derived, weights);
    return new Algorithm(
        scheduler.loss(),
        scheduler.residual(),
        scheduler.derivatives(),
        scheduler.prediction(likelihood.means()),
        scheduler.curvature(),
        Optional.of(scheduler.bounds(likelihood.information())));
  }

  /** The sum of an expression of each value. */
  static Body sum(Likelihood likelihood, Expr summed, RowWeights weights) {
    Derivatives alone = new Derivatives(Forms.writtenOut(summed), List.of(), List.of());
    return new Scheduler(likelihood, alone, weights).loss();
  }

  /** What is evaluated of a loss: what depends on its outputs. */
  static Expr loss(Likelihood likelihood) {
    return Planner.derived(likelihood).loss();
  }

  private Body loss() {
    if (isPlain(PLAIN_LOGISTIC)) {
      return Body.allOutputs(RangeKernel.SOFTPLUS_MINUS_PRODUCT);
    }
    if (isPlain(LossKernels.HALF_SQUARE)) {
      return Body.allOutputs(RangeKernel.HALF_SQUARED_DISTANCE);
    }
    return summing(List.of(), List.of());
  }

  private Body residual() {
    if (isPlain(PLAIN_LOGISTIC)) {
      return Body.allOutputs(RangeKernel.SIGMOID_MINUS_TARGET);
    }
    if (isPlain(LossKernels.HALF_SQUARE)) {
      return Body.allOutputs(RangeKernel.DIFFERENCE);
    }
    return summing(derived.gradients(), List.of());
  }

  private Body derivatives() {
    if (isPlain(PLAIN_LOGISTIC)) {
      return new Body.Both(RangeKernel.SIGMOID_SLOPE, residual());
    }
    if (isPlain(LossKernels.HALF_SQUARE)) {
      return new Body.Both(RangeKernel.CONSTANT, residual());
    }
    return summing(derived.gradients(), derived.curvatures());
  }

  private Bounds bounds(List<Expr> information) {
    List<Expr> ofCounted =
        information.stream().map(expected -> expected.over(counts.ofOutputs())).toList();
    return information.isEmpty()
        ? new Bounds.OfCurvature(1)
        : new Bounds.Own(blocks(derived.gradients(), BOUND, ofCounted));
  }

  /** Whether the loss is just this, and all outputs count alike. */
  private boolean isPlain(Expr loss) {
    return counts.areAlike() && derived.loss().equals(loss);
  }

  private Body prediction(List<Expr> means) {
    if (means.equals(List.of(sigmoid(Z)))) {
      return Body.allOutputs(RangeKernel.SIGMOID);
    }
    if (means.equals(List.of(Z))) {
      return Body.allOutputs(RangeKernel.COPY);
    }
    BlockScheduler blocks =
        means.stream().anyMatch(mean -> mean.has(Rows::isTied))
            ? BlockScheduler.ofRows(outputs)
            : BlockScheduler.ofValues(outputs);
    List<Expr> evaluated = means.stream().map(RowCalls::of).toList();
    Results results = results("prediction", evaluated, blocks);
    return new Body.Blocks(blocks.program(results.stores()));
  }

  private Body curvature() {
    if (counts.areAlike() && derived.curvatures().equals(List.of(SIGMOID_SLOPE.of(Z)))) {
      return Body.allOutputs(RangeKernel.SIGMOID_SLOPE);
    }
    if (counts.areAlike() && derived.curvatures().equals(List.of(ONE))) {
      return Body.allOutputs(RangeKernel.CONSTANT);
    }
    BlockScheduler blocks = blocks();
    Results results = results(Results.CURVATURE, derived.curvatures(), blocks);
    counts.weigh(blocks, results.values().keySet());
    return new Body.Blocks(blocks.program(results.stores()));
  }

  /** What is written and nothing else, computed. */
  private Results results(String name, List<Expr> values, BlockScheduler blocks) {
    Results results = new Results(outputs);
    results.store(name, values, Destination.RESULT);
    blocks.compute(results.values());
    return results;
  }

  private Body summing(List<Expr> gradients, List<Expr> curvatures) {
    if (isOfRow || !outputs.equals(List.of(Z))) {
      return blocks(gradients, Results.CURVATURE, curvatures);
    }
    return kernels
        .summing(gradients, curvatures)
        .orElseGet(() -> blocks(gradients, Results.CURVATURE, curvatures));
  }

  /** Beside the gradients, if there are any, second derivatives or what stands in their place. */
  private Body blocks(List<Expr> gradients, String second, List<Expr> seconds) {
    BlockScheduler blocks = blocks();
    Results results = new Results(outputs);
    results.add(BlockProgram.LOSS, derived.loss());
    results.store(Results.RESIDUAL, gradients, Destination.RESULT);
    results.store(second, seconds, Destination.SECOND);
    blocks.compute(results.values());
    counts.weigh(blocks, results.values().keySet());
    blocks.add(new Step.Sum(BlockProgram.LOSS));
    return new Body.Blocks(blocks.program(results.stores()));
  }

  /** An empty program of what the loss is of. */
  private BlockScheduler blocks() {
    return isOfRow ? BlockScheduler.ofRows(outputs) : BlockScheduler.ofValues(outputs);
  }
}
