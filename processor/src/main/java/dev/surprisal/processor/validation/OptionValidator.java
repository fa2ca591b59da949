package dev.surprisal.processor.validation;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.processor.express.distribution.Contradiction;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.distribution.Foreign;
import dev.surprisal.processor.express.option.Domain;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the problems of options: what a family does not have, values, what does not go together.
 */
final class OptionValidator {
  private final Declaration declaration;
  private final Distribution distribution;
  private final Family family;
  private final Options options;
  private final List<Finding> findings = new ArrayList<>();

  private OptionValidator(Declaration declaration, Family family, Options options) {
    this.declaration = declaration;
    this.distribution = declaration.distribution().value();
    this.family = family;
    this.options = options;
  }

  /** Everything that is wrong with the options of a declaration. */
  static List<Finding> findings(Declaration declaration, Family family, Options options) {
    OptionValidator validator = new OptionValidator(declaration, family, options);
    validator.checkOptions();
    validator.checkContradictions();
    validator.checkOutputWeights();
    validator.checkOutputForm();
    validator.checkWeight();
    return validator.findings;
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
              HeadProblem.MISSING_MEMBER,
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
            HeadProblem.FOREIGN_MEMBER,
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
              HeadProblem.OUT_OF_DOMAIN,
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
              HeadProblem.CONTRADICTION,
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
              HeadProblem.CONTRADICTION,
              weights.position(),
              Option.OUTPUT_WEIGHTS.member(),
              weights.value(),
              declaration.size().isPresent() ? "size = 1" : "a size that is left out, which is 1",
              "An example has one output, whose weight would multiply all of the loss.",
              "size = the number of outputs, or exampleWeights = true for a weight per example"));
    }
  }

  private void checkOutputForm() {
    Problem problem = HeadProblem.LOG_PROBABILITIES;
    if (options.isLogProbabilities()
        && family.foreign(Option.OUTPUTS).isEmpty()
        && !declaration.head().suppressed().contains(problem.key())) {
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
}
