package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.express.algebra.Expr.ONE;

import dev.surprisal.processor.derive.Derivative;
import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.OfRow.LogSumExp;
import dev.surprisal.processor.express.algebra.OfRow.RowSum;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.express.distribution.Softmax;
import dev.surprisal.processor.express.option.ClassWeights;
import dev.surprisal.processor.express.option.Focal;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.SoftCap;
import dev.surprisal.processor.express.option.ZLoss;
import dev.surprisal.processor.schedule.program.Algorithm;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.Bounds;
import dev.surprisal.processor.schedule.program.Focus;
import dev.surprisal.processor.schedule.program.SoftmaxProgram;
import dev.surprisal.processor.schedule.program.SoftmaxProgram.Value;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The methods of a categorical head. Where the logits of a row lie side by side, kernels on a whole
 * row compute losses and gradients, if a row has one class as target, smoothed or not, or is long;
 * curvatures of a loss that is bent as a whole, logits that are capped or fetched from afar, and
 * short rows whose classes have targets of their own go by blocks of rows.
 */
final class SoftmaxScheduler {
  /** The outputs of the longest row that is scaled together with others, if one is its target. */
  private static final int SCALED = 256;

  /** The outputs of the longest row that shares a block with others. */
  private static final int SIDE_BY_SIDE = 64;

  /** The target of each output. */
  static final Symbol TARGET = new Symbol("q", Role.TARGET);

  /** One over the class weight of the row's target. */
  static final Symbol RELATIVE = new Symbol("relative", Role.PER_OUTPUT);

  /** What multiplies p in the gradient, where that is above 0. */
  private static final Symbol PULL = new Symbol("pull", Role.OUTPUT);

  /** The derivatives of the loss of a row by its surprisal, and what bounds the second. */
  private static final Symbol FOCUS = new Symbol("focus", Role.OUTPUT);

  private static final Symbol BEND = new Symbol("bend", Role.OUTPUT);
  private static final Symbol SPREAD = new Symbol("spread", Role.OUTPUT);

  private final Softmax softmax;
  private final Options options;
  private final Expr p;
  private final Expr loss;
  private final Expr gradient;
  private final Map<Value, Expr> values = new EnumMap<>(Value.class);

  SoftmaxScheduler(Options options) {
    this.options = options;
    this.softmax = new Softmax(options);
    this.p = Rows.softmax(new LogSumExp(softmax.logit()));
    Expr sum = softmax.loss(TARGET, options.isFocal() ? FOCUS : ONE);
    this.loss = options.hasMass() ? sum : sum.replace(new RowSum(TARGET), ONE);
    this.gradient = withoutMass(Derivative.of(loss, softmax.output()));
    values.put(Value.PROBABILITY, p);
    values.put(Value.TARGET, TARGET);
    values.put(Value.MASS, new RowSum(TARGET));
    values.put(Value.LOG_SUM_EXP, softmax.logSumExp());
    values.put(Value.PULL, PULL);
    values.put(Value.FOCUS, FOCUS);
    values.put(Value.BEND, BEND);
    values.put(Value.SPREAD, SPREAD);
    values.put(Value.OUTPUT, softmax.output());
    if (options.isCapped()) {
      values.put(Value.CAPPED, SoftCap.tanhWithLetter(options));
      values.put(Value.TANH, SoftCap.tanhOfRatio(options));
      values.put(Value.SLOPE, SoftCap.slope(options));
    }
    values.put(Value.GIVEN, Letters.Y);
    values.put(Value.EVEN, Rows.EVEN);
    values.put(Value.CLASS_WEIGHT, ClassWeights.WEIGHT);
    values.put(Value.RELATIVE, RELATIVE);
  }

  /** Targets that sum to 1 do. */
  private Expr withoutMass(Expr expr) {
    return options.hasMass() ? expr : expr.replace(new RowSum(TARGET), ONE);
  }

  /** The methods of a head; log-probabilities need neither exp nor log. */
  static Algorithm algorithm(Options options) {
    return options.isLogProbabilities()
        ? LogProbabilities.of(options)
        : new SoftmaxScheduler(options).algorithm();
  }

  private Algorithm algorithm() {
    Expr curvature = curvature();
    return new Algorithm(
        body(true),
        body(true, gradient),
        body(true, gradient, curvature),
        body(false, p),
        body(false, curvature),
        Optional.of(bounds()),
        options.isFocal() ? Optional.of(focus(options)) : Optional.empty());
  }

  /** What options make of the surprisal of a row. */
  static Focus focus(Options options) {
    Expr loss = Focal.ofRow(options).times(Focal.SURPRISAL);
    Expr slope = Derivative.of(loss, Focal.SURPRISAL);
    Expr bend = Forms.shortest(Derivative.of(slope, Focal.SURPRISAL));
    return new Focus(Focal.SURPRISAL, Focal.power(options), loss, slope, bend);
  }

  /** In the gradient, the focus of a row stands for a number, which the surprisal moves. */
  private Expr curvature() {
    Expr ofResidual = withoutMass(Derivative.of(gradient, softmax.output()));
    if (!options.isFocal()) {
      return ofResidual;
    }
    Expr residual = withoutMass(Derivative.of(softmax.surprisal(TARGET), softmax.output()));
    return ofResidual.plus(softmax.factor().times(BEND).times(residual.squared()));
  }

  private Body body(boolean hasLoss, Expr... stored) {
    SoftmaxProgram program = program(hasLoss, List.of(stored));
    Body blocks = new Body.Softmax(program);
    Body rows = new Body.EachRow(program);
    if (fitsWholeRows(program.stored())) {
      return hasLoss ? new Body.ByLength(new Body.ScaledRows(program), SCALED, rows) : rows;
    }
    if (!options.hasPlainRows()) {
      return blocks;
    }
    if (program.storesPrediction()) {
      return rows;
    }
    if (!hasLoss || !List.of(gradient).containsAll(program.stored())) {
      return blocks;
    }
    if (program.spread().or(program::spreadByWeights).isPresent()) {
      return Body.ByLength.ofAny(new Body.ScaledRows(program), blocks);
    }
    return program.isGiven() ? new Body.ByLength(blocks, SIDE_BY_SIDE, rows) : blocks;
  }

  /** Whether kernels on a whole row compute it: no curvature of what bends its loss, nor twice. */
  private boolean fitsWholeRows(List<Expr> stored) {
    if (options.hasTargetPerClass() || !options.hasPlainRows()) {
      return false;
    }
    boolean isBent = options.hasZLoss() || options.isFocal();
    boolean isBentTwice = options.hasZLoss() && options.isFocal();
    return !isBent || !isBentTwice && List.of(gradient, p).containsAll(stored);
  }

  private SoftmaxProgram program(boolean hasLoss, List<Expr> stored) {
    // Curvatures need 1 - p, which a float near 1 does not tell; logits that are divided, or capped
    // and not less the largest in one step, would be rounded before exp.
    Optional<Expr> pull = pull(stored);
    boolean isRounded = pull.isPresent() || List.of(gradient, p).containsAll(stored);
    boolean needsDouble = !isRounded || !options.hasPlainLogits() && !fitsCaps();
    return new SoftmaxProgram(
        options.isCapped() ? Optional.of(SoftCap.cap(options)) : Optional.empty(),
        softmax.logit(),
        softmax.factor(),
        targets(),
        ofTarget(),
        options.hasMass(),
        softmax.penalty(),
        hasLoss,
        stored,
        pull,
        !stored.equals(List.of(p)),
        needsDouble,
        values);
  }

  /** Whether capped logits are less the largest of their row before they are rounded. */
  private boolean fitsCaps() {
    return options.isCapped() && !options.isTempered() && !options.hasTargetPerClass();
  }

  /**
   * Where a row is multiplied by its weight, in which that of its class is, what smoothing gives to
   * the other classes is divided by it.
   */
  private Expr targets() {
    Expr others = softmax.target().replace(Rows.ONE_HOT, Expr.ZERO);
    return options.isIndex() && options.classWeights() ? others.times(RELATIVE) : others;
  }

  /** What multiplies p in what is stored, where that is as much p less the target. */
  private Optional<Expr> pull(List<Expr> stored) {
    if (stored.size() != 1 || targets().equals(Expr.ZERO)) {
      return Optional.empty();
    }
    Expr pull = stored.get(0).plus(TARGET).over(p);
    return Rows.isOfOutput(pull) ? Optional.empty() : Optional.of(pull);
  }

  private Expr ofTarget() {
    if (!options.isIndex()) {
      return Expr.ZERO;
    }
    Expr whole = softmax.target().replace(Rows.EVEN, Expr.ZERO).replace(Rows.ONE_HOT, ONE);
    return whole.replace(ClassWeights.WEIGHT, ONE);
  }

  /** What each output should be, where its row is multiplied by its weight. */
  Expr target() {
    return targets().plus(Rows.ONE_HOT.times(ofTarget()));
  }

  /** Without a z-loss, a cap and a focus, twice the curvature. */
  private Bounds bounds() {
    return options.hasZLoss() || options.isCapped() || options.isFocal()
        ? new Bounds.Own(body(true, gradient, bound()))
        : new Bounds.OfCurvature(2);
  }

  /**
   * p p' is at most diag(p), diag(p) - p p' at most 2 diag(p (1 - p)), and r r' for a residual r at
   * most diag(|r|) sum |r|.
   */
  private Expr bound() {
    Expr twice = PULL.times(2).times(p).times(ONE.minus(p));
    if (options.hasZLoss()) {
      twice = twice.plus(ZLoss.factor(options).times(2).times(p));
    }
    if (options.isFocal()) {
      Expr size = p.times(ONE.minus(TARGET)).plus(TARGET.times(ONE.minus(p)));
      twice = twice.plus(softmax.factor().times(SPREAD).times(size));
    }
    if (options.hasPlainLogits()) {
      return twice;
    }
    Expr slope = Derivative.of(softmax.logit(), softmax.output());
    Expr bend = Derivative.of(slope, softmax.output());
    return twice.times(slope.squared()).plus(gradient.over(slope).times(bend));
  }
}
