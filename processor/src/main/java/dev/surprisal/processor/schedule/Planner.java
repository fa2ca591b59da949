package dev.surprisal.processor.schedule;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Layout;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.derive.Derivatives;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.distribution.Softmax;
import dev.surprisal.processor.express.option.LabelSmoothing;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.OwnFormula;
import dev.surprisal.processor.express.option.PositiveWeight;
import dev.surprisal.processor.express.option.SoftCap;
import dev.surprisal.processor.express.option.Temperature;
import dev.surprisal.processor.model.Composite;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.Head;
import dev.surprisal.processor.model.LinearLayer;
import dev.surprisal.processor.model.Member;
import dev.surprisal.processor.schedule.program.Algorithm;
import dev.surprisal.processor.schedule.program.CompositePlan;
import dev.surprisal.processor.schedule.program.ConstructorPlan;
import dev.surprisal.processor.schedule.program.ConstructorPlan.Given;
import dev.surprisal.processor.schedule.program.ConstructorPlan.PerOutput;
import dev.surprisal.processor.schedule.program.Divisor;
import dev.surprisal.processor.schedule.program.HeadName;
import dev.surprisal.processor.schedule.program.LinearPlan;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.OutputCheck;
import dev.surprisal.processor.schedule.program.Reals;
import dev.surprisal.processor.schedule.program.RowWeights;
import dev.surprisal.processor.schedule.program.Surprisal;
import dev.surprisal.processor.schedule.program.Width;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Decides everything of the loss classes of declarations in which no problem was found. */
public final class Planner {
  private final Function<Distribution, Family> families;

  /** With the families of distributions. */
  public Planner(Function<Distribution, Family> families) {
    this.families = families;
  }

  /** Decides everything of the loss of a head; nothing is written yet. */
  public LossPlan plan(Declaration declaration) {
    return plan(declaration, false);
  }

  /** The same for a head of a composite, whose loss calls that of the head. */
  public LossPlan planPart(Declaration declaration) {
    return plan(declaration, true);
  }

  private LossPlan plan(Declaration declaration, boolean isPart) {
    Family family = families.apply(declaration.distribution().value());
    Options options = Options.of(declaration.values());
    Head head = declaration.head();
    Optional<Likelihood> likelihood = family.likelihood(options);
    Width width = width(declaration, family, options);
    Optional<Options> categorical = likelihood.flatMap(of -> OwnSoftmax.of(of, options));
    Optional<LinearPlan> linear = declaration.linear().map(layer -> linear(layer, options));
    TargetKind targets = family.targets(options);
    Surprisals surprisals = new Surprisals(family, options);
    RowWeights rowWeights = rowWeights(options);
    LossPlan plan =
        new LossPlan(
            head.place().packageName(),
            head.place().lossName(),
            head.isPublic(),
            isPart,
            headName(head),
            declaration.distribution().value().name(),
            reals(declaration),
            width,
            linear,
            divisor(declaration, width),
            rowWeights,
            options.layout() == Layout.CLASSES_FIRST,
            parameters(
                likelihood
                    .filter(of -> categorical.isEmpty())
                    .map(Likelihood::nll)
                    .orElseGet(() -> new Softmax(categorical.orElse(options)).loss()),
                surprisals.expression().orElse(Expr.ZERO),
                likelihood.map(Likelihood::means).orElse(List.of())),
            options.checkOutputs()
                    && linear.isEmpty()
                    && family.foreign(Option.CHECK_OUTPUTS).isEmpty()
                ? Optional.of(outputCheck(options, targets))
                : Optional.empty(),
            constructor(width, options, linear),
            targets,
            family.wording(options),
            likelihood
                .map(
                    of -> Formulas.of(of, derived(of), width.isOne() || of.nll().has(Rows::isTied)))
                .orElseGet(() -> SoftmaxFormulas.of(options)),
            likelihood
                .map(of -> algorithm(of, categorical, rowWeights))
                .orElseGet(() -> SoftmaxScheduler.algorithm(options))
                .of(width),
            new Surprisal.Loss(),
            "");
    return surprisals.addTo(plan);
  }

  /** That of a categorical distribution where it is the same. */
  private static Algorithm algorithm(
      Likelihood likelihood, Optional<Options> categorical, RowWeights rowWeights) {
    Algorithm own = Scheduler.algorithm(likelihood, derived(likelihood), rowWeights);
    return categorical.map(of -> OwnSoftmax.algorithm(of, likelihood, own)).orElse(own);
  }

  /** How much rows, and single values of them, count. */
  static RowWeights rowWeights(Options options) {
    return new RowWeights(
        options.ignoreIndex(),
        options.exampleWeights(),
        options.hasTargetWeights(),
        options.missingTargets());
  }

  /** A loss and its derivatives, as they are evaluated. */
  static Derivatives derived(Likelihood likelihood) {
    return Derivatives.of(
        likelihood.nll(), likelihood.outputs(), likelihood.gradients(), likelihood.curvatures());
  }

  /** Decides everything of the loss of several heads together. */
  public CompositePlan plan(Composite composite) {
    return new CompositePlan(
        composite.place().packageName(),
        composite.place().lossName(),
        composite.isPublic(),
        composite.place().displayName(),
        composite.typeParameters(),
        composite.holdsOutputs(),
        composite.holdsOutputs() ? composite.deprecations() : Set.of(),
        composite.heads().stream().map(this::part).toList());
  }

  private CompositePlan.Part part(Declaration declaration) {
    return new CompositePlan.Part(
        declaration.head().place().simpleName(),
        declaration.weight().map(Member::value).orElse(1.0),
        planPart(declaration));
  }

  private static HeadName headName(Head head) {
    return head.isMember()
        ? new HeadName(
            head.place().enclosing().displayName(), Optional.of(head.place().simpleName()))
        : new HeadName(head.displayName(), Optional.empty());
  }

  private static LinearPlan linear(LinearLayer layer, Options options) {
    return new LinearPlan(
        layer.inputs().map(inputs -> OptionalInt.of(inputs.value())).orElse(OptionalInt.empty()),
        layer.hasBias(),
        options.isCapped() ? Optional.of(SoftCap.cap(options)) : Optional.empty(),
        options.isTempered() ? Optional.of(Temperature.parameter(options)) : Optional.empty(),
        layer
            .negligible()
            .map(Member::value)
            .filter(bound -> bound > 0)
            .map(bound ->
                new Parameter(
                    "NEGLIGIBLE", bound, "How far from 0 residuals are that are taken for 0.")));
  }

  private static Width width(Declaration declaration, Family family, Options options) {
    return new Width(
        declaration
            .size()
            .map(size -> OptionalInt.of(size.value()))
            .orElse(family.size(options).whenLeftOut()),
        family.outputsPerValue(options),
        options.components());
  }

  /** The type of the head says the precision, then the annotation, then the default. */
  private static Reals reals(Declaration declaration) {
    Precision precision =
        declaration
            .head()
            .type()
            .precision()
            .or(() -> declaration.precision().map(Member::value))
            .orElse(Precision.FLOAT);
    return switch (precision) {
      case FLOAT -> Reals.FLOATS;
      case DOUBLE -> Reals.DOUBLES;
    };
  }

  /** With one output per example, both means are the same, and the plainer one is planned. */
  private static Divisor divisor(Declaration declaration, Width width) {
    return switch (declaration.reduction().map(Member::value).orElse(Reduction.MEAN)) {
      case MEAN -> Divisor.EXAMPLES;
      case MEAN_OF_OUTPUTS -> width.isOne() ? Divisor.EXAMPLES : Divisor.OUTPUTS;
      case SUM -> Divisor.NOTHING;
    };
  }

  private static OutputCheck outputCheck(Options options, TargetKind targets) {
    if (options.isLogProbabilities()) {
      return OutputCheck.LOG_PROBABILITIES;
    }
    return targets.isOfClasses() ? OutputCheck.SOFTMAX : OutputCheck.SIGMOID;
  }

  /** The numbers that options say, as they stand in a loss, in a surprisal and in predictions. */
  private static List<Parameter> parameters(Expr loss, Expr surprisal, List<Expr> predictions) {
    Set<Parameter> found = new LinkedHashSet<>();
    collect(loss, found);
    collect(surprisal, found);
    predictions.forEach(prediction -> collect(prediction, found));
    return List.copyOf(found);
  }

  private static void collect(Expr expr, Set<Parameter> found) {
    if (expr instanceof Parameter parameter) {
      found.add(parameter);
    }
    expr.parts().forEach(part -> collect(part, found));
  }

  private static ConstructorPlan constructor(
      Width width, Options options, Optional<LinearPlan> linear) {
    Optional<PerOutput> perOutput = perOutput(options);
    return new ConstructorPlan(
        linear.filter(layer -> layer.inputs().isEmpty()).isPresent(),
        width.isGiven() && perOutput.isEmpty(),
        options.layout() == Layout.CLASSES_FIRST,
        perOutput,
        options.classWeights() && options.isSmoothed()
            ? Optional.of(LabelSmoothing.part(options))
            : Optional.empty(),
        options.formula().map(OwnFormula::parameters).orElse(List.of()).stream()
            .map(number -> new Given(number.name(), number.condition(), number.words()))
            .toList());
  }

  private static Optional<PerOutput> perOutput(Options options) {
    if (options.classWeights()) {
      return Optional.of(PerOutput.CLASS_WEIGHTS);
    }
    if (options.positiveWeight() == PositiveWeight.PER_LABEL) {
      return Optional.of(PerOutput.POSITIVE_WEIGHTS);
    }
    if (options.outputWeights()) {
      return Optional.of(PerOutput.OUTPUT_WEIGHTS);
    }
    return options.variance() == Variance.FIXED
        ? Optional.of(PerOutput.VARIANCES)
        : Optional.empty();
  }
}
