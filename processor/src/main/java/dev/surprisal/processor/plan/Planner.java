package dev.surprisal.processor.plan;

import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.derive.Derivatives;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.model.Composite;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.Head;
import dev.surprisal.processor.model.LinearLayer;
import dev.surprisal.processor.model.Member;
import dev.surprisal.processor.schedule.CategoricalSteps;
import dev.surprisal.processor.schedule.Formulas;
import dev.surprisal.processor.schedule.Scheduler;
import dev.surprisal.processor.schedule.SoftmaxFormulas;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Plans the loss classes of declarations in which no problem was found. */
public final class Planner {
  private Planner() {}

  /** Decides everything of the loss of a head; nothing is written yet. */
  public static LossPlan plan(Declaration declaration) {
    return plan(declaration, false);
  }

  /** The same for a head of a composite, whose loss calls that of the head. */
  public static LossPlan planPart(Declaration declaration) {
    return plan(declaration, true);
  }

  private static LossPlan plan(Declaration declaration, boolean isPart) {
    Family family = Family.of(declaration.distribution().value());
    Options options = Options.of(declaration.values());
    Head head = declaration.head();
    Optional<Likelihood> likelihood = family.likelihood(options);
    Width width = width(declaration, family, likelihood.map(l -> l.outputs().size()).orElse(1));
    Optional<LinearPlan> linear = declaration.linear().map(Planner::linear);
    return new LossPlan(
        head.place().packageName(),
        head.place().lossName(),
        head.isPublic(),
        isPart,
        headName(head),
        reals(declaration),
        width,
        linear,
        divisor(declaration, width),
        options,
        options.checkOutputs()
            && linear.isEmpty()
            && family.foreign(Option.CHECK_OUTPUTS).isEmpty(),
        ConstructorPlan.of(width, options, linear),
        family.targets(options),
        family.wording(options),
        likelihood
            .map(of -> Formulas.of(of, derived(of), width.isOne()))
            .orElseGet(() -> SoftmaxFormulas.of(options)),
        likelihood
            .map(of -> Scheduler.algorithm(of, derived(of), options.hasRowWeights()))
            .orElseGet(() -> CategoricalSteps.of(options)));
  }

  private static Derivatives derived(Likelihood likelihood) {
    return Derivatives.of(likelihood.nll(), likelihood.outputs());
  }

  /** Decides everything of the loss of several heads together. */
  public static CompositePlan plan(Composite composite) {
    return new CompositePlan(
        composite.place().packageName(),
        composite.place().lossName(),
        composite.isPublic(),
        composite.place().displayName(),
        composite.typeParameters(),
        composite.holdsOutputs(),
        composite.holdsOutputs() ? composite.deprecations() : Set.of(),
        composite.heads().stream().map(Planner::part).toList());
  }

  private static CompositePlan.Part part(Declaration declaration) {
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

  private static LinearPlan linear(LinearLayer layer) {
    return new LinearPlan(
        layer.inputs().map(inputs -> OptionalInt.of(inputs.value())).orElse(OptionalInt.empty()),
        layer.hasBias());
  }

  private static Width width(Declaration declaration, Family family, int perValue) {
    return new Width(
        declaration
            .size()
            .map(size -> OptionalInt.of(size.value()))
            .orElse(family.size().whenLeftOut()),
        perValue);
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
}
