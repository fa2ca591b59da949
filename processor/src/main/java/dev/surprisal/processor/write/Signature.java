package dev.surprisal.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.schedule.program.LossPlan;

/** What the methods of a class take: types and names of outputs, targets and weights. */
record Signature(LossPlan plan) {
  /** The type of outputs, gradients and predictions. */
  TypeName arrays() {
    return switch (plan.reals()) {
      case FLOATS -> ArrayTypeName.of(TypeName.FLOAT);
      case DOUBLES -> ArrayTypeName.of(TypeName.DOUBLE);
    };
  }

  /** The type of targets as users hand them over. */
  TypeName targets() {
    return plan.rowWeights().ofExamples()
        ? ParameterizedTypeName.get(RuntimeNames.WEIGHTED, givenTargets())
        : givenTargets();
  }

  /** The same without weights: those of all classes are no arrays where logits are none. */
  TypeName givenTargets() {
    if (plan.isCensored()) {
      return ParameterizedTypeName.get(RuntimeNames.CENSORED, targetArrays());
    }
    return plan.linear().isPresent() && plan.targets() == TargetKind.DISTRIBUTION
        ? RuntimeNames.LIKELY_CLASSES
        : targetArrays();
  }

  /** The type of the targets without what comes with them. */
  TypeName targetArrays() {
    return plan.targets().isIndex() ? ArrayTypeName.of(TypeName.INT) : arrays();
  }

  /** What users hand over as targets. */
  String targetParameter() {
    return plan.rowWeights().ofExamples() ? "weighted" : givenTargetParameter();
  }

  /** The same without weights. */
  String givenTargetParameter() {
    return plan.isCensored() ? "censored" : plan.wording().targets();
  }

  /** Adds targets as methods of the class hand them to each other: as arrays. */
  MethodSpec.Builder addTargets(MethodSpec.Builder method) {
    method.addParameter(targetArrays(), plan.wording().targets());
    if (plan.isCensored()) {
      method.addParameter(boolean[].class, "outlived");
    }
    return addWeights(method);
  }

  /** Adds the weights of examples, if they have some. */
  MethodSpec.Builder addWeights(MethodSpec.Builder method) {
    if (plan.rowWeights().ofExamples()) {
      method.addParameter(double[].class, "weights");
    }
    return method;
  }

  /** Targets as methods of the class hand them to each other, as arguments. */
  String targetArguments() {
    return plan.wording().targets() + (plan.isCensored() ? ", outlived" : "") + weightArguments();
  }

  /** What comes after other arguments where examples have weights. */
  String weightArguments() {
    return plan.rowWeights().ofExamples() ? ", weights" : "";
  }
}
