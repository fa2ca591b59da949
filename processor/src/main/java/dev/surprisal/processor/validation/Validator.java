package dev.surprisal.processor.validation;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.processor.family.Family;
import dev.surprisal.processor.family.Misfit;
import dev.surprisal.processor.family.SizeRule;
import dev.surprisal.processor.model.Carrier;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.Head;
import dev.surprisal.processor.model.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds all problems of a declaration, not the first alone. */
public final class Validator {
  private final Declaration declaration;
  private final Head head;
  private final Distribution distribution;
  private final Family family;
  private final List<Finding> findings = new ArrayList<>();

  private Validator(Declaration declaration) {
    this.declaration = declaration;
    this.head = declaration.head();
    this.distribution = declaration.distribution().value();
    this.family = Family.of(distribution);
  }

  /**
   * Everything that is wrong with a declaration by itself.
   *
   * @param declaration what the user wrote
   * @return the findings, empty if a loss can be generated
   */
  public static List<Finding> findings(Declaration declaration) {
    Validator validator = new Validator(declaration);
    validator.checkElement();
    validator.checkPair();
    validator.checkSize();
    validator.checkPrecision();
    validator.checkReduction();
    return List.copyOf(validator.findings);
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
  }

  private void checkPair() {
    family
        .misfit(declaration.activation().value())
        .ifPresent(misfit -> find(Problem.WRONG_PAIR, declaration.activation(), misfit));
  }

  private void checkSize() {
    SizeRule rule = family.size();
    declaration
        .size()
        .filter(size -> size.value() < rule.least() || size.value() > rule.most())
        .ifPresent(size -> find(Problem.WRONG_SIZE, size, rule.misfit()));
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
    declaration
        .reduction()
        .ifPresent(reduction ->
            family
                .misfit(reduction.value())
                .ifPresent(misfit -> find(Problem.WRONG_REDUCTION, reduction, misfit)));
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
