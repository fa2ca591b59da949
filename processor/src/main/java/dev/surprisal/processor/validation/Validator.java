package dev.surprisal.processor.validation;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.distribution.Misfit;
import dev.surprisal.processor.express.distribution.SizeRule;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.model.Carrier;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.Head;
import dev.surprisal.processor.model.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds all problems of a declaration, not the first alone. */
public final class Validator {
  /** The length of the longest array that every VM has. */
  static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Declaration declaration;
  private final Head head;
  private final Distribution distribution;
  private final Family family;
  private final Options options;
  private final List<Finding> findings = new ArrayList<>();

  private Validator(Declaration declaration, Family family) {
    this.declaration = declaration;
    this.head = declaration.head();
    this.distribution = declaration.distribution().value();
    this.family = family;
    this.options = Options.of(declaration.values());
  }

  /**
   * Everything that is wrong with a declaration by itself.
   *
   * @param declaration what the user wrote
   * @param family that of its distribution
   * @return the findings, empty if a loss can be generated
   */
  public static List<Finding> findings(Declaration declaration, Family family) {
    Validator validator = new Validator(declaration, family);
    validator.checkElement();
    if (!validator.saysOneLoss()) {
      return List.copyOf(validator.findings);
    }
    validator.checkPair();
    validator.checkSize();
    validator.checkPrecision();
    validator.checkReduction();
    validator.findings.addAll(OptionValidator.findings(declaration, family, validator.options));
    validator.findings.addAll(LinearValidator.findings(declaration));
    return List.copyOf(validator.findings);
  }

  /**
   * What is wrong with a head that is the only one of its type, or a type itself.
   *
   * @param declaration what the user wrote
   */
  public static Optional<Finding> loneWeight(Declaration declaration) {
    return declaration
        .weight()
        .map(weight ->
            Finding.of(
                HeadProblem.LONE_WEIGHT, weight.position(), declaration.head().displayName()));
  }

  /**
   * What is wrong with a head that is one of several of its type.
   *
   * @param declaration what the user wrote
   */
  public static Optional<Finding> linearPart(Declaration declaration) {
    return declaration
        .linear()
        .map(layer ->
            Finding.of(
                HeadProblem.LINEAR_PART, layer.position(), declaration.head().displayName()));
  }

  private void checkElement() {
    if (head.carrier() == Carrier.ANNOTATION_INTERFACE) {
      find(HeadProblem.NOT_A_HEAD, head.displayName(), "an annotation interface");
    }
    if (head.carrier() == Carrier.ENUM_CONSTANT) {
      find(HeadProblem.NOT_A_HEAD, head.displayName(), "a constant of an enum");
    }
    if (!head.type().holdsOutputs()) {
      find(HeadProblem.NO_OUTPUTS, head.displayName(), head.type().text());
    }
    if (head.isPrivate()) {
      find(HeadProblem.PRIVATE_HEAD, head.displayName());
    }
    if (head.place().isUnnamedInModule()) {
      find(HeadProblem.NO_PACKAGE, head.displayName());
    }
  }

  /** Whether there is a distribution with its activation, or a formula that makes sense. */
  private boolean saysOneLoss() {
    if (distribution != Distribution.FORMULA) {
      FormulaValidator.MEMBERS.forEach(this::checkLone);
      checkLone("nll");
      if (!declaration.members().containsKey("activation")) {
        findings.add(
            Finding.of(
                HeadProblem.MISSING_MEMBER,
                declaration.distribution().position(),
                distribution,
                "activation",
                "It says what predict makes of raw outputs, for whoever reads the model.",
                "activation",
                family.activation()));
        return false;
      }
      return true;
    }
    if (options.formula().isEmpty()) {
      find(HeadProblem.NO_LOSS, head.displayName());
      return false;
    }
    if (declaration.members().containsKey("activation")) {
      findings.add(
          Finding.of(
              HeadProblem.CONTRADICTION,
              declaration.activation().position(),
              "activation",
              declaration.activation().value(),
              "nll",
              "A formula says itself what it makes of its outputs.",
              "no activation, and mean = what predict is to give"));
    }
    List<Finding> ofFormula = FormulaValidator.findings(declaration, options.formula().get());
    findings.addAll(ofFormula);
    return ofFormula.stream().noneMatch(Finding::isError);
  }

  private void checkLone(String name) {
    Member<?> member = declaration.members().get(name);
    if (member != null) {
      findings.add(
          Finding.of(
              HeadProblem.CONTRADICTION,
              member.position(),
              name,
              member.value(),
              "distribution = " + distribution,
              "It is a part of a formula of your own, which takes the place of a distribution.",
              "nll, without distribution and activation; or no " + name));
    }
  }

  private void checkPair() {
    family
        .misfit(declaration.activation().value())
        .ifPresent(misfit -> find(HeadProblem.WRONG_PAIR, declaration.activation(), misfit));
  }

  private void checkSize() {
    declaration
        .size()
        .ifPresent(size ->
            misfit(size.value()).ifPresent(misfit -> find(HeadProblem.WRONG_SIZE, size, misfit)));
  }

  private Optional<Misfit> misfit(int size) {
    SizeRule rule = family.size(options);
    if (size < rule.least() || size > rule.most()) {
      return Optional.of(rule.misfit());
    }
    long outputs = (long) size * family.outputsPerValue(options);
    return outputs <= LONGEST_ARRAY
        ? Optional.empty()
        : Optional.of(
            new Misfit(
                "An example would have "
                    + outputs
                    + " outputs, more than an array holds, which is 2147483639.",
                "size = " + LONGEST_ARRAY / family.outputsPerValue(options) + " or less"));
  }

  private void checkPrecision() {
    Optional<Precision> ofType = head.type().precision();
    declaration
        .precision()
        .filter(written -> ofType.isPresent() && ofType.get() != written.value())
        .ifPresent(written ->
            findings.add(
                Finding.of(
                    HeadProblem.PRECISION_AGAINST_TYPE,
                    written.position(),
                    written.value(),
                    head.displayName(),
                    head.type().text(),
                    ofType.get())));
  }

  private void checkReduction() {
    String subject =
        options
            .formula()
            .map(formula -> "targets = " + formula.targets())
            .orElse("distribution = " + distribution);
    declaration
        .reduction()
        .ifPresent(reduction ->
            family
                .misfit(reduction.value(), options)
                .map(misfit ->
                    Finding.of(
                        HeadProblem.WRONG_REDUCTION,
                        reduction.position(),
                        reduction.value(),
                        subject,
                        misfit.why(),
                        misfit.instead()))
                .ifPresent(findings::add));
  }

  /** A problem of the head as a whole. */
  private void find(Problem problem, Object... arguments) {
    findings.add(Finding.of(problem, head.position(), arguments));
  }

  /** A value that does not go with the distribution. */
  private void find(Problem problem, Member<?> member, Misfit misfit) {
    findings.add(
        Finding.of(
            problem,
            member.position(),
            member.value(),
            distribution,
            misfit.why(),
            misfit.instead()));
  }
}
