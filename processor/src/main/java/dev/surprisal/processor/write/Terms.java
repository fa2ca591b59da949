package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.Reals;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a plan: what {@linkplain Template templates} call {@code $outputs:L}, {@code
 * $size:L} and so on in its class.
 */
final class Terms {
  /** Outputs of the shortest row that is long: two segments of the runtime. */
  private static final int LONG = 1 << 15;

  private final LossPlan plan;
  private final Shape shape;
  private final WeightTerms weights;
  private final StaticImports imports;

  /** The terms that these add a word to. */
  private final @Nullable Terms others;

  private final Map<String, Object> words;

  Terms(LossPlan plan) {
    this(plan, new StaticImports(), "weight");
  }

  private Terms(LossPlan plan, StaticImports imports, String weightMethod) {
    this.plan = plan;
    this.imports = imports;
    shape = new Shape(plan);
    weights = new WeightTerms(plan, weightMethod);
    others = null;
    words = new HashMap<>();
    putArguments();
    putReals();
    putShapes();
    putWeights();
    putRows();
    words.put("shapedBy", plan.shapedBy().isEmpty() ? "" : ", SHAPED_BY");
    words.put("range", "");
    words.put("second", Pass.DERIVATIVES.second());
  }

  private Terms(Terms terms, String word, Object meaning) {
    plan = terms.plan;
    shape = terms.shape;
    weights = terms.weights;
    imports = terms.imports;
    others = terms;
    words = Map.of(word, meaning);
  }

  /** The words of the surprisal of a plan, in the same class. */
  Terms ofSurprisal(LossPlan own) {
    boolean hasWeights = own.rowWeights().equals(plan.rowWeights());
    return new Terms(own, imports, hasWeights ? weightMethod() : "weightOfSurprisals");
  }

  /** The same words and one more. */
  Terms with(String word, Object meaning) {
    return new Terms(this, word, meaning);
  }

  /** Code, or Javadoc, from a template. */
  CodeBlock code(String template) {
    return new Template(template).code(this::meaning, imports);
  }

  private @Nullable Object meaning(String word) {
    for (Terms terms = this; terms != null; terms = terms.others) {
      Object meaning = terms.words.get(word);
      if (meaning != null) {
        return meaning;
      }
    }
    return CommonWords.meaning(word);
  }

  private void putArguments() {
    words.put("outputs", plan.wording().outputs());
    words.put("targets", plan.wording().targets());
    words.put("predictions", plan.wording().predictions());
    words.put("targetArguments", new Signature(plan).targetArguments());
    plan.constructor().perOutput().ifPresent(given -> words.put("perOutput", given.argument()));
  }

  /** What differs between float and double. */
  private void putReals() {
    StaticImports.Member kernels = new StaticImports.Member(RuntimeNames.KERNELS, kernels());
    words.put("reals", kernels);
    // Not shared by workers, whatever the row.
    words.put("rowReals", kernels);
    words.put("cast", isFloat() ? "(float) " : "");
    // Around an expression in double that is stored.
    words.put("round", isFloat() ? "(float) (" : "");
    words.put("endRound", isFloat() ? ")" : "");
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

  /** Where things are: {@code at}, the output k of a row; {@code start}, the first one. */
  private void putShapes() {
    words.put("size", shape.size());
    words.put("positions", plan.isStrided() ? "positions" : "1");
    words.put("rowLength", shape.rowLength());
    words.put("at", shape.at("k"));
    words.put("atLabel", shape.at("label"));
    words.put("start", shape.start("row"));
  }

  private void putWeights() {
    boolean isWeighted = plan.rowWeights().differ();
    words.put("weighted", isWeighted ? "weight * " : "");
    words.put("scaled", isWeighted ? "scale * weight" : "scale");
    words.put("blockScale", "scale");
    words.put("castScale", isFloat() ? "(float) scale" : "scale");
    words.put("rowWeight", weights.ofRow());
    words.put("sumOfWeights", weights.sum());
    words.put("totalWeight", weights.total());
  }

  /** How many rows there are, and how some of them are handed on. */
  private void putRows() {
    String longArguments = hasLongRows() ? kernels() + ", " : "";
    words.put("longArguments", longArguments);
    words.put("chunkArguments", ShortRowMethods.hasShortRows(plan) ? "" : longArguments);
    words.put("chunkSize", chunkSize());
    words.put("checkWhole", checkWhole());
    words.put("countRows", countRows());
    words.put("parts", shape.parts());
    words.put("lossOfRow", lossOfRow());
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

  /** The loss of one row. */
  private String lossOfRow() {
    String arguments = words.get("outputs") + ", " + words.get("targetArguments");
    return plan.goesByValue()
        ? "lossOfRow(" + arguments + ", row)"
        : "sumOfLosses(" + words.get("chunkArguments") + arguments + ", row, row + 1)";
  }

  /** The method that adds up the weights of rows. */
  String weightMethod() {
    return weights.method();
  }

  /** Where the outputs of the plan lie. */
  Shape shape() {
    return shape;
  }

  /** What the code has made use of so far. */
  StaticImports imports() {
    return imports;
  }

  /** Whether rows may be so long, and such, that their outputs can be shared by workers. */
  boolean hasLongRows() {
    return plan.width().known().orElse(LONG) >= LONG && plan.algorithm().loss().sumsWholeRows();
  }
}
