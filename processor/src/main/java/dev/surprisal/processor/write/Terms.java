package dev.surprisal.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.Reals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of a plan: its names and types, which code templates call {@code $outputs:L}, {@code
 * $size:L} and so on.
 */
final class Terms {
  /** Outputs of the shortest row that is long: two segments of the runtime. */
  private static final int LONG = 1 << 15;

  private final LossPlan plan;
  private final Shape shape;
  private final StaticImports imports;
  private final String weightMethod;

  /** The terms that these add a word to. */
  private final @Nullable Terms others;

  private final Map<String, Object> words;

  Terms(LossPlan plan) {
    this(plan, new StaticImports(), "weight");
  }

  /** The words of the surprisal of a plan, in the same class. */
  Terms ofSurprisal(LossPlan own) {
    boolean hasWeights = own.rowWeights().equals(plan.rowWeights());
    return new Terms(own, imports, hasWeights ? weightMethod : "weightOfSurprisals");
  }

  /** The method that adds up the weights of rows. */
  String weightMethod() {
    return weightMethod;
  }

  private Terms(LossPlan plan, StaticImports imports, String weightMethod) {
    this.plan = plan;
    this.imports = imports;
    this.weightMethod = weightMethod;
    shape = new Shape(plan);
    others = null;
    words = new HashMap<>();
    words.put("arguments", RuntimeNames.ARGUMENTS);
    words.put("overlaps", RuntimeNames.OVERLAPS);
    words.put("outputChecks", RuntimeNames.OUTPUTS);
    words.put("knownTargets", RuntimeNames.KNOWN_TARGETS);
    words.put("lossValue", RuntimeNames.LOSS_VALUE);
    words.put("rowKernels", RuntimeNames.ROW_KERNELS);
    words.put("longRowKernels", RuntimeNames.LONG_ROW_KERNELS);
    words.put("longArguments", hasLongRows() ? kernels() + ", " : "");
    words.put(
        "chunkArguments", ShortRowMethods.hasShortRows(plan) ? "" : words.get("longArguments"));
    words.put("workers", RuntimeNames.WORKERS);
    words.put("logitTile", RuntimeNames.LOGIT_TILE);
    words.put("blocks", RuntimeNames.BLOCKS);
    words.put("orderedClasses", RuntimeNames.ORDERED_CLASSES);
    words.put("components", RuntimeNames.COMPONENTS);
    words.put("rowClasses", RuntimeNames.ROW_CLASSES);
    words.put("javaArrays", ClassName.get(Arrays.class));
    words.put("javaDouble", ClassName.get(Double.class));
    words.put("javaObjects", ClassName.get(Objects.class));
    words.put("math", ClassName.get(Math.class));
    words.put("system", ClassName.get(System.class));
    words.put("reals", new StaticImports.Member(RuntimeNames.KERNELS, kernels()));
    words.put("doubles", new StaticImports.Member(RuntimeNames.KERNELS, "DOUBLES"));
    words.put("cast", isFloat() ? "(float) " : "");
    // Around an expression in double that is stored.
    words.put("round", isFloat() ? "(float) (" : "");
    words.put("endRound", isFloat() ? ")" : "");
    words.put("shapedBy", plan.shapedBy().isEmpty() ? "" : ", SHAPED_BY");
    words.put("outputs", plan.wording().outputs());
    words.put("targets", plan.wording().targets());
    words.put("targetArguments", targetArguments());
    words.put("sumOfWeights", sumOfWeights());
    words.put("totalWeight", totalWeight());
    words.put("predictions", plan.wording().predictions());
    putShapes();
    putWeights();
    plan.constructor().perOutput().ifPresent(given -> words.put("perOutput", given.argument()));
    words.put("checkWhole", checkWhole());
    words.put("countRows", countRows());
    words.put("parts", parts());
    words.put("range", "");
    words.put("second", Pass.DERIVATIVES.second());
    // Not shared by workers, whatever the row.
    words.put("rowReals", words.get("reals"));
    words.put("lossOfRow", lossOfRow());
  }

  /** The number of all rows or, where sums go by these, of all values. */
  String parts() {
    if (!plan.goesByValue()) {
      return "rows";
    }
    String outputs = Shape.perValue(plan.width());
    return plan.wording().outputs()
        + ".length"
        + (outputs.equals("1")
            ? ""
            : " / " + (plan.width().hasComponents() ? "(" + outputs + ")" : outputs));
  }

  /** The loss of one row. */
  private String lossOfRow() {
    String arguments = plan.wording().outputs() + ", " + targetArguments();
    return plan.goesByValue()
        ? "lossOfRow(" + arguments + ", row)"
        : "sumOfLosses(" + words.get("chunkArguments") + arguments + ", row, row + 1)";
  }

  /** Checks that outputs are whole examples. */
  private CodeBlock checkWhole() {
    return plan.linear().isPresent()
        ? CodeBlock.of("tiles.check(head)")
        : CodeBlock.of(
            "$T.rows($S, $L, $L)",
            RuntimeNames.ARGUMENTS,
            plan.wording().outputs(),
            plan.wording().outputs(),
            shape.rowLength());
  }

  private CodeBlock countRows() {
    return plan.isStrided() ? CodeBlock.of("$L * positions", checkWhole()) : checkWhole();
  }

  private Terms(Terms terms, String word, Object meaning) {
    plan = terms.plan;
    shape = terms.shape;
    imports = terms.imports;
    weightMethod = terms.weightMethod;
    others = terms;
    words = Map.of(word, meaning);
  }

  /** Where things are: {@code at}, the output k of a row; {@code start}, the first one. */
  private void putShapes() {
    words.put("size", shape.size());
    words.put("positions", plan.isStrided() ? "positions" : "1");
    words.put("chunkSize", chunkSize());
    words.put("rowLength", shape.rowLength());
    words.put("at", shape.at("k"));
    words.put("atLabel", shape.at("label"));
    words.put("start", shape.start("row"));
  }

  private Object chunkSize() {
    if (plan.goesByBlocksOfRows()) {
      return CodeBlock.of(
          plan.isStrided() ? "$T.chunkSizeSideBySide($L)" : "$T.chunkSize($L)",
          RuntimeNames.BLOCKS,
          shape.size());
    }
    return plan.goesByValue() ? "1" : shape.size();
  }

  private void putWeights() {
    boolean isWeighted = plan.rowWeights().differ();
    words.put("weighted", isWeighted ? "weight * " : "");
    words.put("scaled", isWeighted ? "scale * weight" : "scale");
    words.put("blockScale", "scale");
    words.put("castScale", isFloat() ? "(float) scale" : "scale");
    words.put("rowWeight", rowWeight());
  }

  /** The weight of a row, where rows differ in it. */
  private String rowWeight() {
    String ofClass = "classWeights[" + plan.wording().targets() + "[row]]";
    if (plan.rowWeights().ofTargets()) {
      // A row of weight 0 may hold any target.
      return plan.rowWeights().ofExamples()
          ? "weights[row] == 0 ? 0 : " + ofClass + " * weights[row]"
          : ofClass;
    }
    return "weights[row]";
  }

  /** The same words and one more. */
  Terms with(String word, Object meaning) {
    return new Terms(this, word, meaning);
  }

  /**
   * Code, or Javadoc, from a template. Words that are text become part of the format: JavaPoet
   * works hard for each part of a format, twice.
   */
  CodeBlock code(String template) {
    String[] parts = template.split("\\$");
    StringBuilder format = new StringBuilder(parts[0]);
    List<Object> meanings = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i];
      // Words begin with a small letter; all else is JavaPoet's.
      if (!Character.isLowerCase(part.charAt(0))) {
        format.append('$').append(part);
        continue;
      }
      int colon = part.indexOf(':');
      Object meaning = meaning(part.substring(0, colon));
      char kind = part.charAt(colon + 1);
      String code = part.substring(colon + 2);
      if (kind == 'L' && meaning instanceof String text) {
        format.append(text.replace("$", "$$"));
      } else if (meaning instanceof StaticImports.Member member) {
        imports.add(member);
        format.append(member.name());
      } else {
        if (meaning instanceof ClassName type) {
          imports.add(type, code);
        }
        format.append('$').append(kind);
        meanings.add(meaning);
      }
      format.append(code);
    }
    return CodeBlock.of(format.toString(), meanings.toArray());
  }

  private Object meaning(String word) {
    for (Terms terms = this; terms != null; terms = terms.others) {
      Object meaning = terms.words.get(word);
      if (meaning != null) {
        return meaning;
      }
    }
    throw new IllegalArgumentException("no such word: " + word);
  }

  /** Where the outputs of the plan lie. */
  Shape shape() {
    return shape;
  }

  /** What the code has made use of so far. */
  StaticImports imports() {
    return imports;
  }

  private boolean isFloat() {
    return plan.reals() == Reals.FLOATS;
  }

  /** The constant of the runtime that holds the kernels of the plan's arrays. */
  private String kernels() {
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

  /** The type of the targets without weights. */
  TypeName targetArrays() {
    return plan.targets().isIndex() ? ArrayTypeName.of(TypeName.INT) : arrays();
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

  /** What users hand over as targets. */
  String targetParameter() {
    return plan.rowWeights().ofExamples() ? "weighted" : givenTargetParameter();
  }

  /** The same without weights. */
  String givenTargetParameter() {
    return plan.isCensored() ? "censored" : plan.wording().targets();
  }

  /** Targets as methods of the class hand them to each other. */
  private String targetArguments() {
    return plan.wording().targets() + (plan.isCensored() ? ", outlived" : "") + weightArguments();
  }

  private String weightArguments() {
    return plan.rowWeights().ofExamples() ? ", weights" : "";
  }

  /** The weights of the rows added up. */
  private String sumOfWeights() {
    return weightMethod
        + "("
        + (plan.rowWeights().dependOnTargets()
            ? plan.wording().targets() + weightArguments()
            : "weights")
        + ")";
  }

  /** The same; where they are any numbers, checked. */
  private CodeBlock totalWeight() {
    return plan.rowWeights().differ()
        ? CodeBlock.of("$T.totalWeight($L)", RuntimeNames.ARGUMENTS, sumOfWeights())
        : CodeBlock.of(sumOfWeights());
  }

  /** Whether rows may be so long, and such, that their outputs can be shared by workers. */
  boolean hasLongRows() {
    return plan.width().known().orElse(LONG) >= LONG && plan.algorithm().loss().sumsWholeRows();
  }
}
