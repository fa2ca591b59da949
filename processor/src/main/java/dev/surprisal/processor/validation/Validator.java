package dev.surprisal.processor.validation;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.processor.express.distribution.Contradiction;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.distribution.Foreign;
import dev.surprisal.processor.express.distribution.Misfit;
import dev.surprisal.processor.express.distribution.SizeRule;
import dev.surprisal.processor.express.option.Domain;
import dev.surprisal.processor.express.option.Option;
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
    validator.checkOptions();
    validator.checkContradictions();
    validator.checkOutputWeights();
    validator.checkOutputForm();
    validator.checkWeight();
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
            Finding.of(Problem.LONE_WEIGHT, weight.position(), declaration.head().displayName()));
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
            Finding.of(Problem.LINEAR_PART, layer.position(), declaration.head().displayName()));
  }

  private void checkElement() {
    if (head.carrier() == Carrier.ANNOTATION_INTERFACE) {
      find(Problem.NOT_A_HEAD, head.displayName(), "an annotation interface");
    }
    if (head.carrier() == Carrier.ENUM_CONSTANT) {
      find(Problem.NOT_A_HEAD, head.displayName(), "a constant of an enum");
    }
    if (!head.type().holdsOutputs()) {
      find(Problem.NO_OUTPUTS, head.displayName(), head.type().text());
    }
    if (head.isPrivate()) {
      find(Problem.PRIVATE_HEAD, head.displayName());
    }
    if (head.place().isUnnamedInModule()) {
      find(Problem.NO_PACKAGE, head.displayName());
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
                Problem.MISSING_MEMBER,
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
      find(Problem.NO_LOSS, head.displayName());
      return false;
    }
    if (declaration.members().containsKey("activation")) {
      findings.add(
          Finding.of(
              Problem.CONTRADICTION,
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
              Problem.CONTRADICTION,
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
        .ifPresent(misfit -> find(Problem.WRONG_PAIR, declaration.activation(), misfit));
  }

  private void checkSize() {
    declaration
        .size()
        .ifPresent(size ->
            misfit(size.value()).ifPresent(misfit -> find(Problem.WRONG_SIZE, size, misfit)));
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
                    Problem.PRECISION_AGAINST_TYPE,
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
                        Problem.WRONG_REDUCTION,
                        reduction.position(),
                        reduction.value(),
                        subject,
                        misfit.why(),
                        misfit.instead()))
                .ifPresent(findings::add));
  }

  private void checkOptions() {
    for (Option option : Option.values()) {
      Member<?> member = declaration.members().get(option.member());
      if (member == null) {
        checkLeftOut(option);
        continue;
      }
      Optional<Foreign> foreign = family.foreign(option);
      if (foreign.isPresent()) {
        findForeign(member, option, foreign.get());
      } else {
        option
            .domain()
            .ifPresent(domain -> checkDomain(option.member(), member, domain, option.whyDomain()));
      }
    }
  }

  private void checkLeftOut(Option option) {
    if (option.isRequired() && family.has(option)) {
      findings.add(
          Finding.of(
              Problem.MISSING_MEMBER,
              declaration.distribution().position(),
              distribution,
              option.member(),
              option.whyDomain(),
              option.member(),
              option.domain().orElseThrow().text()));
    }
  }

  private void findForeign(Member<?> member, Option option, Foreign foreign) {
    String nearMiss =
        foreign.meant().map(meant -> "; did you mean " + meant.member() + "?").orElse("");
    findings.add(
        Finding.of(
            Problem.FOREIGN_MEMBER,
            member.position(),
            distribution == Distribution.FORMULA ? "nll" : "distribution = " + distribution,
            option.member(),
            nearMiss,
            foreign.misfit().why(),
            foreign.misfit().instead()));
  }

  private void checkDomain(String name, Member<?> member, Domain domain, String why) {
    double value = ((Number) member.value()).doubleValue();
    if (!domain.contains(value)) {
      findings.add(
          Finding.of(
              Problem.OUT_OF_DOMAIN,
              member.position(),
              name,
              member.value(),
              domain.text(),
              why,
              name + " = " + domain.text()));
    }
  }

  private void checkContradictions() {
    for (Contradiction contradiction : family.contradictions(options)) {
      String name = contradiction.option().member();
      Member<?> member = declaration.members().get(name);
      findings.add(
          Finding.of(
              Problem.CONTRADICTION,
              member.position(),
              name,
              member.value(),
              contradiction.other(),
              contradiction.misfit().why(),
              contradiction.misfit().instead()));
    }
  }

  /** Weights that set outputs of an example against each other, of which there is one. */
  private void checkOutputWeights() {
    int size =
        declaration.size().map(Member::value).orElse(family.size(options).whenLeftOut().orElse(0));
    if (options.outputWeights() && family.has(Option.OUTPUT_WEIGHTS) && size == 1) {
      Member<?> weights = declaration.members().get(Option.OUTPUT_WEIGHTS.member());
      findings.add(
          Finding.of(
              Problem.CONTRADICTION,
              weights.position(),
              Option.OUTPUT_WEIGHTS.member(),
              weights.value(),
              declaration.size().isPresent() ? "size = 1" : "a size that is left out, which is 1",
              "An example has one output, whose weight would multiply all of the loss.",
              "size = the number of outputs, or exampleWeights = true for a weight per example"));
    }
  }

  private void checkOutputForm() {
    Problem problem = Problem.LOG_PROBABILITIES;
    if (options.isLogProbabilities()
        && family.foreign(Option.OUTPUTS).isEmpty()
        && !head.suppressed().contains(problem.key())) {
      Member<?> outputs = declaration.members().get(Option.OUTPUTS.member());
      findings.add(Finding.of(problem, outputs.position()));
    }
  }

  private void checkWeight() {
    declaration
        .weight()
        .ifPresent(weight ->
            checkDomain(
                "weight",
                weight,
                Domain.FACTOR,
                "It multiplies the loss of the head in the composite; with 0 the head would learn"
                    + " nothing, below 0 it would learn to be wrong, and far from 1 its gradients"
                    + " would leave the range of floats."));
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
