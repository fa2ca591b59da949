package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.schedule.program.LossPlan;
import javax.lang.model.element.Modifier;

/** The method of a generated class that checks all that is read, before anything is written. */
final class CheckWriter {
  private final LossPlan plan;
  private final Terms terms;
  private final Signature signature;

  CheckWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.terms = terms;
    this.signature = new Signature(plan);
  }

  /** The method that checks all that is read. */
  MethodSpec method(InternalWriter internal) {
    MethodSpec.Builder method = checking(internal).returns(TypeName.INT);
    if (plan.linear().isPresent()) {
      method.addParameter(RuntimeNames.LINEAR_HEAD, "head");
    } else {
      method.addParameter(signature.arrays(), plan.wording().outputs());
    }
    if (hasLikelyClasses()) {
      signature.addWeights(method.addParameter(signature.givenTargets(), plan.wording().targets()));
    } else {
      signature.addTargets(method);
    }
    method.addCode(terms.code("int rows = $countRows:L;\n")).addCode(checkLength());
    method.addCode(checkTargets());
    if (plan.outputCheck().isPresent()) {
      method.addCode(terms.code(OutputCheckWriter.callOnCountedRows(plan)));
    }
    return method.addStatement("return rows").build();
  }

  private CodeBlock checkLength() {
    if (hasLikelyClasses()) {
      return CodeBlock.of("");
    }
    boolean isOne = plan.targets().isIndex() || plan.width().isOne();
    String length = isOne ? "rows" : "rows * $size:L";
    return terms.code("$arguments:T.length($targets:S, $targets:L, " + length + ");\n");
  }

  /** Whether targets, though there is one for each class, are those of some classes alone. */
  private boolean hasLikelyClasses() {
    return signature.givenTargets().equals(RuntimeNames.LIKELY_CLASSES);
  }

  /** The checks of what the targets, and their weights, are. */
  CodeBlock checkTargets() {
    boolean isWeighted = plan.rowWeights().ofExamples();
    String beside =
        (plan.isCensored()
                ? "$arguments:T.length(\"outlived\", outlived, $targets:L.length);\n"
                : "")
            + (isWeighted ? "$weightChecks:T.weights(weights, rows);\n" : "");
    if (hasLikelyClasses()) {
      String rows = isWeighted ? "rows, weights" : "rows";
      return terms.code(beside + "tiles.check($targets:L, " + rows + ");\n");
    }
    if (plan.rowWeights().ofKnown()) {
      return terms.with("known", known()).code(beside + knownCheck(isWeighted));
    }
    boolean hasIgnored = plan.rowWeights().ignored().isPresent();
    String check =
        switch (plan.targets()) {
          case CLASS_INDEX, ORDERED_CLASS -> hasIgnored ? "classIndicesOr" : "classIndices";
          case DISTRIBUTION -> "distributions";
          case PROBABILITY -> "probabilities";
          case SHARE -> "shares";
          case FINITE -> "finite";
          case COUNT -> "counts";
          case COUNT_OF_TRIALS -> "countsOfTrials";
          case AMOUNT -> "amounts";
          case POSITIVE, CENSORED -> "positive";
        };
    ClassName checks =
        switch (plan.targets()) {
          case CLASS_INDEX, ORDERED_CLASS, DISTRIBUTION, PROBABILITY, FINITE ->
              RuntimeNames.TARGETS;
          case COUNT, COUNT_OF_TRIALS -> RuntimeNames.COUNTS;
          case SHARE, AMOUNT, POSITIVE, CENSORED -> RuntimeNames.AMOUNTS;
        };
    return terms
        .with("targetChecks", checks)
        .with("check", check)
        .code(
            beside
                + "$targetChecks:T.$check:L($targets:S, $targets:L, "
                + different()
                + (hasIgnored ? ", IGNORE_INDEX" : "")
                + (plan.targets() == TargetKind.COUNT_OF_TRIALS ? ", TRIALS" : "")
                + (plan.targets().isIndex() ? "" : ", $positions:L")
                + (isWeighted ? ", weights" : "")
                + ");\n");
  }

  /** The number of targets of a row, or of classes. */
  private String different() {
    if (plan.targets() != TargetKind.ORDERED_CLASS) {
      return "$size:L";
    }
    return plan.width().isOne() ? "2" : "$size:L + 1";
  }

  /** The check of targets of which some may be unknown. */
  private String knownCheck(boolean isWeighted) {
    boolean isUpToTrials = plan.targets() == TargetKind.COUNT_OF_TRIALS;
    return "$knownTargets:T.$known:L."
        + (isUpToTrials ? "checkUpTo" : "check")
        + "($targets:S, $targets:L, $size:L"
        + (isUpToTrials ? ", TRIALS" : "")
        + ", $positions:L"
        + (isWeighted ? ", weights" : "")
        + ");\n";
  }

  private String known() {
    return switch (plan.targets()) {
      case CLASS_INDEX, ORDERED_CLASS, DISTRIBUTION ->
          throw new IllegalArgumentException("a target of a whole row is not unknown in parts");
      case PROBABILITY -> "PROBABILITIES";
      case SHARE -> "SHARES";
      case FINITE -> "REALS";
      case COUNT, COUNT_OF_TRIALS -> "COUNTS";
      case AMOUNT -> "AMOUNTS";
      case POSITIVE, CENSORED -> "POSITIVE";
    };
  }

  /** A private method, but that a composite loss calls it. */
  private MethodSpec.Builder checking(InternalWriter internal) {
    String doc = "Checks all that is read; returns the number of rows.";
    if (plan.isPart() && !plan.takesTargetsApart()) {
      return InternalWriter.ofInstance("check", doc);
    }
    return plan.linear().isPresent() || plan.outputCheck().isPresent()
        ? InternalWriter.ofInstance("check", doc).addModifiers(Modifier.PRIVATE)
        : internal.internal("check", doc);
  }
}
