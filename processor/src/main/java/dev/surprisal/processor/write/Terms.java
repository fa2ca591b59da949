package dev.surprisal.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.family.TargetKind;
import dev.surprisal.processor.plan.LossPlan;
import dev.surprisal.processor.plan.Reals;
import dev.surprisal.processor.plan.Width;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words of a plan: its names and types, which code templates call {@code $outputs:L}, {@code
 * $size:L} and so on.
 */
final class Terms {
  private final LossPlan plan;
  private final Map<String, Object> words = new TreeMap<>();

  Terms(LossPlan plan) {
    this.plan = plan;
    words.put("arguments", RuntimeNames.ARGUMENTS);
    words.put("lossValue", RuntimeNames.LOSS_VALUE);
    words.put("javaArrays", Arrays.class);
    words.put("math", Math.class);
    words.put("system", System.class);
    words.put("reals", kernels());
    words.put("cast", plan.reals() == Reals.FLOATS ? "(float) " : "");
    words.put("outputs", plan.wording().outputs());
    words.put("targets", plan.wording().targets());
    words.put("predictions", plan.wording().predictions());
    words.put("size", size());
  }

  private Terms(Terms terms, String word, String meaning) {
    plan = terms.plan;
    words.putAll(terms.words);
    words.put(word, meaning);
  }

  /** The same words and one more. */
  Terms with(String word, String meaning) {
    return new Terms(this, word, meaning);
  }

  /** Code, or Javadoc, from a template. */
  CodeBlock code(String template) {
    return CodeBlock.builder().addNamed(template, words).build();
  }

  /** The constant of the runtime that holds the kernels of the plan's arrays. */
  String kernels() {
    return switch (plan.reals()) {
      case FLOATS -> "FLOATS";
      case DOUBLES -> "DOUBLES";
    };
  }

  /** The type of outputs, gradients and predictions. */
  TypeName arrays() {
    return switch (plan.reals()) {
      case FLOATS -> ArrayTypeName.of(TypeName.FLOAT);
      case DOUBLES -> ArrayTypeName.of(TypeName.DOUBLE);
    };
  }

  /** The type of targets. */
  TypeName targets() {
    return plan.targets() == TargetKind.CLASS_INDEX ? ArrayTypeName.of(TypeName.INT) : arrays();
  }

  /** The number of outputs per example, as an expression. */
  String size() {
    Width width = plan.width();
    if (width.isOne()) {
      return "1";
    }
    return width.isGiven() ? "size" : "SIZE";
  }
}
