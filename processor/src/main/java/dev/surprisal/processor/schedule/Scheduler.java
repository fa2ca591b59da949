package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Function.SIGMOID;
import static dev.surprisal.processor.express.algebra.Function.SIGMOID_SLOPE;
import static dev.surprisal.processor.express.algebra.Function.SOFTPLUS;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;

import dev.surprisal.processor.derive.Derivative;
import dev.surprisal.processor.derive.Derivatives;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.schedule.program.Algorithm;
import dev.surprisal.processor.schedule.program.BlockProgram;
import dev.surprisal.processor.schedule.program.BlockProgram.Destination;
import dev.surprisal.processor.schedule.program.BlockProgram.Step;
import dev.surprisal.processor.schedule.program.BlockProgram.Store;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.Bounds;
import dev.surprisal.processor.schedule.program.RangeKernel;
import dev.surprisal.processor.schedule.program.RowWeights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses how losses of values that stand by themselves are computed: by a kernel that works on
 * whole arrays where the runtime has one for just that expression, or else block by block. Formulas
 * that tie the outputs of a row together are evaluated in blocks of rows.
 */
public final class Scheduler {
  private static final String RESIDUAL = "residual";

  private static final String CURVATURE = "curvature";

  private static final String BOUND = "bound";

  private static final Expr PLAIN_LOGISTIC =
      Y.times(softplus(Z.negate())).plus(ONE.minus(Y).times(softplus(Z)));
  private static final Expr HALF_SQUARE = Z.minus(Y).squared().times(0.5);

  private final List<Symbol> outputs;

  /** What the logistic function is of, where the mean is that of something. */
  private final Expr logit;

  /** Without what says how much each output counts. */
  private final Derivatives derived;

  private final List<Expr> counted;
  private final RowWeights weights;
  private final boolean isWeighted;

  /** Whether the loss ties the outputs of a row together. */
  private final boolean isOfRow;

  private Scheduler(Likelihood likelihood, Derivatives derived, RowWeights weights) {
    this.outputs = likelihood.outputs();
    this.logit = logit(likelihood.means());
    this.counted =
        Canonical.factors(derived.loss()).stream()
            .filter(factor -> factor instanceof Symbol symbol && symbol.role() == Role.COUNTED)
            .toList();
    this.isOfRow = derived.loss().has(Rows::isTied);
    this.derived = isOfRow ? derived.map(RowCalls::of) : derived.without(count());
    this.weights = weights;
    this.isWeighted = isOfRow ? weights.leaveOutRows() : weights.differByValue();
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
    if (isPlain(HALF_SQUARE)) {
      return Body.allOutputs(RangeKernel.HALF_SQUARED_DISTANCE);
    }
    return summing(List.of(), List.of());
  }

  private Body residual() {
    if (isPlain(PLAIN_LOGISTIC)) {
      return Body.allOutputs(RangeKernel.SIGMOID_MINUS_TARGET);
    }
    if (isPlain(HALF_SQUARE)) {
      return Body.allOutputs(RangeKernel.DIFFERENCE);
    }
    return summing(derived.gradients(), List.of());
  }

  private Body derivatives() {
    if (isPlain(PLAIN_LOGISTIC)) {
      return new Body.Both(RangeKernel.SIGMOID_SLOPE, residual());
    }
    if (isPlain(HALF_SQUARE)) {
      return new Body.Both(RangeKernel.CONSTANT, residual());
    }
    return summing(derived.gradients(), derived.curvatures());
  }

  private Bounds bounds(List<Expr> information) {
    List<Expr> ofCounted = information.stream().map(expected -> expected.over(count())).toList();
    return information.isEmpty()
        ? new Bounds.OfCurvature(1)
        : new Bounds.Own(blocks(derived.gradients(), BOUND, ofCounted));
  }

  /** How much each output counts. */
  private Expr count() {
    return counted.stream().reduce(ONE, Expr::times);
  }

  /** Whether the loss is just this, and all outputs count alike. */
  private boolean isPlain(Expr loss) {
    return countAlike() && derived.loss().equals(loss);
  }

  private boolean countAlike() {
    return !isWeighted && counted.isEmpty();
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
    return storing(blocks, "prediction", means.stream().map(RowCalls::of).toList(), false);
  }

  private Body curvature() {
    if (countAlike() && derived.curvatures().equals(List.of(SIGMOID_SLOPE.of(Z)))) {
      return Body.allOutputs(RangeKernel.SIGMOID_SLOPE);
    }
    if (countAlike() && derived.curvatures().equals(List.of(ONE))) {
      return Body.allOutputs(RangeKernel.CONSTANT);
    }
    return storing(blocks(), CURVATURE, derived.curvatures(), true);
  }

  private Body summing(List<Expr> gradients, List<Expr> curvatures) {
    if (isOfRow || !outputs.equals(List.of(Z))) {
      return blocks(gradients, CURVATURE, curvatures);
    }
    return logistic(gradients, curvatures)
        .or(() -> halfSquares(gradients, curvatures))
        .orElseGet(() -> blocks(gradients, CURVATURE, curvatures));
  }

  /** Beside the gradients, if there are any, second derivatives or what stands in their place. */
  private Body blocks(List<Expr> gradients, String second, List<Expr> seconds) {
    BlockScheduler blocks = blocks();
    Map<String, Expr> results = new LinkedHashMap<>();
    results.put(BlockProgram.LOSS, derived.loss());
    List<Store> stores = addStores(results, RESIDUAL, gradients, Destination.RESULT);
    stores.addAll(addStores(results, second, seconds, Destination.SECOND));
    addWeighed(blocks, results);
    blocks.add(new Step.Sum(BlockProgram.LOSS));
    return new Body.Blocks(blocks.program(stores));
  }

  /** An empty program of what the loss is of. */
  private BlockScheduler blocks() {
    return isOfRow ? BlockScheduler.ofRows(outputs) : BlockScheduler.ofValues(outputs);
  }

  private Body storing(BlockScheduler blocks, String name, List<Expr> values, boolean isWeighed) {
    Map<String, Expr> results = new LinkedHashMap<>();
    List<Store> stores = addStores(results, name, values, Destination.RESULT);
    blocks.compute(results);
    if (isWeighed) {
      weigh(blocks, results.keySet());
    }
    return new Body.Blocks(blocks.program(stores));
  }

  private void addWeighed(BlockScheduler blocks, Map<String, Expr> results) {
    blocks.compute(results);
    weigh(blocks, results.keySet());
  }

  /** Multiplies by how much outputs count, and by the weights of rows. */
  private void weigh(BlockScheduler blocks, Collection<String> results) {
    counted.forEach(factor -> blocks.weigh(blocks.blockOf(factor, ""), results));
    if (isWeighted) {
      blocks.loadWeights(weights);
      blocks.weigh(BlockProgram.WEIGHT, results);
    }
  }

  /** Adds what is written, for the only output or for each. */
  private List<Store> addStores(
      Map<String, Expr> results, String name, List<Expr> values, Destination destination) {
    List<Store> stores = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String letter = outputs.get(i).letter().toUpperCase(Locale.ROOT);
      String block = outputs.size() == 1 ? name : name + letter;
      stores.add(new Store(block, destination, i));
      results.put(block, values.get(i));
    }
    return stores;
  }

  /** The loss as half a square times a factor, where it is that of any factor. */
  private Optional<Body> halfSquares(List<Expr> gradients, List<Expr> curvatures) {
    Expr factor = derived.loss().over(HALF_SQUARE);
    if (factor.has(Z) || factor.has(Y)) {
      return Optional.empty();
    }
    BlockScheduler blocks = BlockScheduler.ofValues(outputs);
    Expr whole = factor.times(count());
    String block = BlockProgram.WEIGHT;
    if (!whole.equals(ONE)) {
      block = blocks.blockOf(whole, "factor");
    }
    if (isWeighted) {
      blocks.loadWeights(weights);
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

  private static Expr logit(List<Expr> means) {
    return means.get(0) instanceof Call call && call.function() == SIGMOID ? call.argument() : Z;
  }

  /**
   * The loss as yes softplus(-z) + no softplus(z), where it is that of any two weights, and z the
   * output or a multiple of it.
   */
  private Optional<Body> logistic(List<Expr> gradients, List<Expr> curvatures) {
    Expr slope = Derivative.of(logit, Z);
    Optional<Expr> yes = factorOf(softplus(logit.negate()));
    Optional<Expr> no = factorOf(softplus(logit));
    if (yes.isEmpty()
        || no.isEmpty()
        || slope.has(Z)
        || Canonical.terms(derived.loss()).size() != 2) {
      return Optional.empty();
    }
    List<Store> stores = addStores(new LinkedHashMap<>(), RESIDUAL, gradients, Destination.RESULT);
    stores.addAll(addStores(new LinkedHashMap<>(), CURVATURE, curvatures, Destination.SECOND));
    BlockScheduler blocks = BlockScheduler.ofValues(outputs);
    blocks.load(Z);
    String z =
        logit instanceof Definition divided
            ? blocks.blockOf(divided.meaning(), divided.letter())
            : blocks.blockOf(logit, "logit");
    Map<String, Expr> weights = new LinkedHashMap<>();
    weights.put("yes", yes.get());
    weights.put("no", no.get());
    addWeighed(blocks, weights);
    List<String> derivatives = stores.stream().map(Store::block).toList();
    blocks.add(new Step.Logistic(z, "softplus", derivatives));
    if (!slope.equals(ONE)) {
      blocks.multiply(derivatives, List.of(slope, slope.squared()));
    }
    return Optional.of(new Body.Blocks(blocks.program(stores)));
  }

  /** What a softplus is multiplied by in the loss. */
  private Optional<Expr> factorOf(Expr softplus) {
    return Canonical.terms(derived.loss()).stream()
        .filter(term -> Canonical.factors(term).contains(softplus))
        .map(term -> term.over(softplus))
        .filter(factor ->
            !factor.has(Z)
                && !factor.has(part -> part instanceof Call call && call.function() == SOFTPLUS))
        .findFirst();
  }
}
