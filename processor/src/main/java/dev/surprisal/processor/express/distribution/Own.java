package dev.surprisal.processor.express.distribution;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.Targets;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.OwnFormula;
import dev.surprisal.processor.express.text.BadFormula;
import dev.surprisal.processor.express.text.OwnParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What a user wrote down: a loss, its outputs and its targets, in the declaration itself. */
record Own() implements Family {
  private static final String OF_ROW =
      "Outputs of a row depend on each other: the curvature is the diagonal of their Hessian, which"
          + " is not all of it. ";

  /** Nothing without the declaration. */
  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.empty();
  }

  /** That of a formula in which no fault was found. */
  @Override
  public Optional<Likelihood> likelihood(Options options) {
    OwnFormula formula = options.formula().orElseThrow();
    String letters = String.join(", then all ", formula.names());
    try {
      List<Expr> means = new ArrayList<>();
      for (int i = 0; i < formula.names().size(); i++) {
        means.add(formula.mean(i));
      }
      return Optional.of(
          Likelihood.of(
              formula.outputs(),
              formula.loss(),
              means,
              new Words(
                  "targets under the formula of the head",
                  "a row of outputs"
                      + (formula.names().size() == 1
                          ? " " + letters
                          : ", first all " + letters + ",")
                      + " and its "
                      + (formula.targets() == Targets.CLASSES ? "class y" : "targets y")
                      + given(formula),
                  (formula.isOfRow() ? OF_ROW : "")
                      + "What outputs that are not finite give is what the formula makes of them, in"
                      + " that example alone.")));
    } catch (BadFormula unseen) {
      throw new IllegalStateException(unseen);
    }
  }

  private static String given(OwnFormula formula) {
    return formula.parameters().isEmpty()
        ? ""
        : formula.parameters().stream()
            .map(OwnParameter::name)
            .collect(Collectors.joining(", ", ", with ", " given to the constructor"));
  }

  @Override
  public int outputsPerValue(Options options) {
    return options.formula().map(formula -> formula.names().size()).orElse(1);
  }

  /** None is asked for. */
  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  public Optional<Misfit> misfit(Activation other) {
    return Optional.empty();
  }

  @Override
  public Optional<Misfit> misfit(Reduction reduction, Options options) {
    boolean isOfClasses = options.formula().orElseThrow().targets() == Targets.CLASSES;
    return isOfClasses && reduction == Reduction.MEAN_OF_OUTPUTS
        ? Optional.of(
            new Misfit(
                "A class is one target for all outputs of its row, by whose number nothing is to be"
                    + " divided.",
                "reduction = MEAN"))
        : Optional.empty();
  }

  @Override
  public boolean has(Option option) {
    return switch (option) {
      case EXAMPLE_WEIGHTS, MISSING_TARGETS, IGNORE_INDEX, LAYOUT -> true;
      default -> false;
    };
  }

  @Override
  public Foreign refusal(Option option) {
    String why = "It is put into the formulas of distributions; yours is taken as you wrote it.";
    return option == Option.OUTPUT_WEIGHTS
        ? Foreign.of(why, "a head for each output, with its weight in the loss of them all")
        : Foreign.of(why, "no " + option.member() + ", and what it means in nll");
  }

  @Override
  public List<Contradiction> contradictions(Options options) {
    OwnFormula formula = options.formula().orElseThrow();
    List<Contradiction> found = new ArrayList<>();
    if (options.ignoreIndex().isPresent() && formula.targets() != Targets.CLASSES) {
      found.add(
          new Contradiction(
              Option.IGNORE_INDEX,
              "targets = " + formula.targets(),
              new Misfit(
                  "It is a class that marks rows which count for nothing.",
                  "targets = CLASSES; or missingTargets = true, with NaN for what is unknown")));
    }
    if (options.missingTargets() && formula.isOfRow()) {
      found.add(
          new Contradiction(
              Option.MISSING_TARGETS,
              "the loss of a row",
              new Misfit(
                  "With sum, logSumExp or z[y] a row has one loss, of which no output can be left out.",
                  formula.targets() == Targets.CLASSES
                      ? "ignoreIndex = the index that marks a row whose class is unknown"
                      : "exampleWeights = true, with weight 0 for rows that are not known")));
    }
    return found;
  }

  @Override
  public SizeRule size(Options options) {
    OwnFormula formula = options.formula().orElseThrow();
    if (!formula.isOfRow()) {
      return Family.super.size(options);
    }
    boolean isOfClasses = formula.targets() == Targets.CLASSES;
    return new SizeRule(
        isOfClasses ? 2 : 1,
        Integer.MAX_VALUE,
        OptionalInt.empty(),
        new Misfit(
            isOfClasses
                ? "A row has an output for each class, and of one class nothing is to be learned."
                : "A row without outputs has no loss.",
            "the number of outputs, or no size, which the constructor is given then"));
  }

  @Override
  public TargetKind targets(Options options) {
    return options.formula().map(OwnFormula::targetKind).orElse(TargetKind.FINITE);
  }

  @Override
  public Wording wording(Options options) {
    List<String> names = options.formula().map(OwnFormula::names).orElse(List.of());
    String targets =
        options.formula().map(OwnFormula::targets).equals(Optional.of(Targets.CLASSES))
            ? "classes"
            : "targets";
    return names.size() < 2
        ? new Wording("outputs", targets, "predictions")
        : new Wording(
            "outputs",
            targets,
            "predictions",
            names.stream().map(name -> name + "-output").toList());
  }
}
