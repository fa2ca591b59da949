package dev.surprisal.processor.write;

import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.schedule.program.LinearPlan;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.Width;
import java.util.List;
import java.util.stream.Collectors;

/** The shapes of arrays, in the words of the Javadoc of a class. */
final class ShapeDoc {
  private final LossPlan plan;
  private final Width width;

  /** Whether outputs are of one kind: not means and variances, say. */
  private final boolean isOne;

  private final List<String> parts;
  private final String outputs;
  private final String targets;
  private final String predictions;

  /** Arrays with one number for each row. */
  private final String losses;

  ShapeDoc(LossPlan plan) {
    this.plan = plan;
    this.width = plan.width();
    this.parts = plan.wording().parts();
    this.isOne = parts.isEmpty();
    this.outputs = "{@code " + plan.wording().outputs() + "}";
    this.targets =
        plan.isCensored()
            ? "the arrays of {@code censored}"
            : "{@code " + plan.wording().targets() + "}";
    this.predictions = "{@code " + plan.wording().predictions() + "}";
    this.losses = isWeighted() ? "{@code weights} and {@code losses}" : "{@code losses}";
  }

  private boolean isWeighted() {
    return plan.rowWeights().ofExamples();
  }

  private boolean isIndex() {
    return plan.targets().isIndex();
  }

  /** The shapes of all arguments. */
  String text() {
    if (plan.linear().isPresent()) {
      return ofLinear(plan.linear().get());
    }
    if (plan.isStrided()) {
      return strided();
    }
    if (!isOne) {
      return ofParts();
    }
    return width.isOne() ? "Shapes: all arrays hold one value for each example." : ofOutputs();
  }

  private String strided() {
    return "Shapes: "
        + (isIndex() || !isOne ? outputs : outputs + ", " + targets)
        + ", {@code gradients}, "
        + predictions
        + " and {@code hessian} are [examples, "
        + (isOne ? "" : parts.size() + " * ")
        + ofPart()
        + ", positions]"
        + (isOne ? "" : ", first all " + plural(", then all "))
        + "; "
        + (isOne || isIndex() ? "" : targets + " are [examples, " + size() + ", positions]; ")
        + (isIndex() ? targets + ", " : "")
        + losses
        + " are [examples, positions].";
  }

  private String plural(String then) {
    return parts.stream().map(part -> part + "s").collect(Collectors.joining(then));
  }

  private String ofParts() {
    String ofPart = ofPart();
    return "Shapes: a row of "
        + outputs
        + " is "
        + parts.stream()
            .map(part -> ofPart + " " + (ofPart.equals("1") ? part : part + "s"))
            .collect(Collectors.joining(", then "))
        + "; {@code gradients}, "
        + predictions
        + " and {@code hessian} are like it. "
        + (isIndex()
            ? targets + (isWeighted() ? ", " : " and ")
            : "A row of " + targets + " is " + size() + (width.isOne() ? " value; " : " values; "))
        + losses
        + " hold one for each example.";
  }

  private String ofOutputs() {
    String perOutput =
        "{@code gradients}, "
            + predictions
            + " and {@code hessian} hold "
            + size()
            + " values for each example, row after row; ";
    return isIndex()
        ? "Shapes: "
            + outputs
            + ", "
            + perOutput
            + targets
            + (isWeighted() ? ", " : " and ")
            + losses
            + " hold one."
        : "Shapes: " + outputs + ", " + targets + ", " + perOutput + losses + " hold one.";
  }

  private String ofLinear(LinearPlan layer) {
    String inputs =
        layer.inputs().isPresent() ? String.valueOf(layer.inputs().getAsInt()) : "{@code inputs}";
    return "Shapes: {@code inputs} are [examples, "
        + inputs
        + "], {@code weights} [classes, inputs] with "
        + size()
        + " classes, {@code bias} "
        + (layer.hasBias() ? "[classes]" : "is empty")
        + "; gradients are like them. "
        + targets
        + (plan.targets() == TargetKind.CLASS_INDEX
            ? " and "
            : " hold the same number of classes for each example; ")
        + (isWeighted() ? "{@code weights} of examples and " : "")
        + "{@code losses} hold one for each."
        + layer.negligible().map(ShapeDoc::negligible).orElse("");
  }

  private static String negligible(Parameter bound) {
    return " Residuals may be taken for 0 that are no further from it than "
        + bound.value()
        + ": a gradient by an input is off by no more than that times the sum of the weights that"
        + " multiply it, one by a weight by no more than that times the sum of its inputs over the"
        + " rows, both without their signs.";
  }

  /** The number of classes, labels or values per example. */
  String size() {
    return width.isGiven() ? "{@code size}" : String.valueOf(width.known().getAsInt());
  }

  /** The last class. */
  String last() {
    return width.isGiven() ? "size-1" : String.valueOf(width.known().getAsInt() - 1);
  }

  /** The outputs of a row that are means, or variances. */
  private String ofPart() {
    if (!width.hasComponents()) {
      return size();
    }
    return width.isOne() ? String.valueOf(width.components()) : width.components() + " * " + size();
  }
}
