package dev.surprisal.processor.validation;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Layout;
import dev.surprisal.annotation.OutputForm;
import dev.surprisal.annotation.Precision;
import dev.surprisal.processor.express.option.Domain;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.Head;
import dev.surprisal.processor.model.LinearLayer;
import dev.surprisal.processor.model.Member;
import java.util.ArrayList;
import java.util.List;

/** Finds what keeps a head from being given its linear layer. */
final class LinearValidator {
  private final Declaration declaration;
  private final LinearLayer layer;
  private final List<Finding> findings = new ArrayList<>();

  private LinearValidator(Declaration declaration, LinearLayer layer) {
    this.declaration = declaration;
    this.layer = layer;
  }

  /** Everything that is wrong with {@code @Linear} on a head; nothing where there is none. */
  static List<Finding> findings(Declaration declaration) {
    if (declaration.linear().isEmpty()) {
      return List.of();
    }
    LinearValidator validator = new LinearValidator(declaration, declaration.linear().get());
    validator.checkInputs();
    validator.checkWeights();
    validator.checkNegligible();
    validator.checkHead();
    validator.checkDistribution();
    validator.checkOptions();
    return validator.findings;
  }

  private void checkInputs() {
    layer
        .inputs()
        .filter(inputs -> inputs.value() < 1)
        .ifPresent(inputs ->
            findings.add(Finding.of(HeadProblem.NO_INPUTS, inputs.position(), inputs.value())));
  }

  private void checkWeights() {
    if (layer.inputs().isPresent() && declaration.size().isPresent()) {
      Member<Integer> inputs = layer.inputs().get();
      int size = declaration.size().get().value();
      if ((long) inputs.value() * size > Validator.LONGEST_ARRAY) {
        findings.add(
            Finding.of(HeadProblem.TOO_MANY_WEIGHTS, inputs.position(), inputs.value(), size));
      }
    }
  }

  private void checkNegligible() {
    layer
        .negligible()
        .filter(bound -> !Domain.SHARE.contains(bound.value()))
        .ifPresent(bound ->
            findings.add(
                Finding.of(
                    HeadProblem.OUT_OF_DOMAIN,
                    bound.position(),
                    "negligible",
                    bound.value(),
                    Domain.SHARE.text(),
                    "Residuals are differences of probabilities: what is further from 0 than 1 is"
                        + " none.",
                    "negligible = 1e-7 or the like, or no negligible")));
  }

  private void checkHead() {
    Head head = declaration.head();
    if (head.type().precision().isPresent()) {
      findings.add(
          Finding.of(
              HeadProblem.LINEAR_OUTPUTS,
              layer.position(),
              head.displayName(),
              head.type().text()));
    }
  }

  private void checkDistribution() {
    if (declaration.distribution().value() != Distribution.CATEGORICAL) {
      clash(
          "distribution",
          declaration.distribution(),
          "A linear layer is fused with the loss where its outputs are too many to be kept: the"
              + " classes of a vocabulary.",
          "no @Linear, and the outputs of the layer to the loss");
    }
  }

  private void checkOptions() {
    refuse(
        "outputs",
        OutputForm.LOG_PROBABILITIES,
        "A linear layer emits logits; the softmax is part of the loss.",
        "outputs = LOGITS");
    refuse(
        "layout",
        Layout.CLASSES_FIRST,
        "The logits of a row are computed, and lie, side by side.",
        "no layout");
    refuse(
        "precision",
        Precision.DOUBLE,
        "Weights of a wide layer are float, and its products are tuned for it.",
        "precision = FLOAT");
    refuse(
        "checkOutputs",
        true,
        "The loss computes the logits itself: they are no probabilities.",
        "no checkOutputs");
  }

  private void refuse(String name, Object value, String why, String instead) {
    Member<?> member = declaration.members().get(name);
    if (member != null && member.value().equals(value)) {
      clash(name, member, why, instead);
    }
  }

  private void clash(String name, Member<?> member, String why, String instead) {
    findings.add(
        Finding.of(
            HeadProblem.CONTRADICTION,
            member.position(),
            name,
            member.value(),
            "@Linear",
            why,
            instead));
  }
}
