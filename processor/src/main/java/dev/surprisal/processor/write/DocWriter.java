package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.family.Formula;
import dev.surprisal.processor.family.TargetKind;
import dev.surprisal.processor.plan.HeadName;
import dev.surprisal.processor.plan.LossPlan;
import dev.surprisal.processor.plan.Width;

/** The Javadoc of a generated class: formula, gradient, shapes, errors. */
final class DocWriter {
  /** Columns of text, of the 100 that a line has, less " * ". */
  private static final int COLUMNS = 96;

  private DocWriter() {}

  /** The Javadoc of the class. */
  static CodeBlock classDoc(LossPlan plan) {
    Formula formula = plan.formula();
    String subject = "The loss of " + head(plan.head()) + ": the surprisal, in nats, of ";
    String text =
        """
        %s
        %s
        <pre>
          loss        %s
          gradient    %s
          prediction  %s
          curvature   %s
        </pre>

        %s
        %s
        %s\
        """
            .formatted(
                wrap(subject + formula.subject() + "."),
                wrap("<p>For " + formula.symbols() + ":"),
                formula.loss(),
                formula.gradient(),
                formula.prediction(),
                formula.curvature(),
                wrap("<p>" + divisor(plan)),
                wrap("<p>" + shapes(plan)),
                wrap("<p>" + badInput(plan) + " " + formula.extremes()));
    return CodeBlock.of("$L", text);
  }

  private static String head(HeadName head) {
    String type = "{@link " + head.type() + "}";
    return head.member().map(member -> "{@code " + member + "} of " + type).orElse(type);
  }

  private static String divisor(LossPlan plan) {
    return switch (plan.divisor()) {
      case EXAMPLES -> "Gradient and curvature are divided by the number of examples.";
      case OUTPUTS ->
          "Gradient and curvature are divided by the number of single outputs of all examples.";
      case NOTHING -> "Gradient and curvature are those of the sum over the examples.";
    };
  }

  private static String shapes(LossPlan plan) {
    String outputs = "{@code " + plan.wording().outputs() + "}";
    String targets = "{@code " + plan.wording().targets() + "}";
    if (plan.width().isOne()) {
      return "Shapes: all arrays hold one value for each example.";
    }
    String size = size(plan.width());
    String perOutput =
        "{@code gradients}, {@code "
            + plan.wording().predictions()
            + "} and {@code hessian} hold "
            + size
            + " values for each example, row after row; ";
    return plan.targets() == TargetKind.CLASS_INDEX
        ? "Shapes: " + outputs + ", " + perOutput + targets + " and {@code losses} hold one."
        : "Shapes: " + outputs + ", " + targets + ", " + perOutput + "{@code losses} hold one.";
  }

  private static String badInput(LossPlan plan) {
    String range =
        switch (plan.targets()) {
          case CLASS_INDEX -> "a class outside 0.." + last(plan.width());
          case PROBABILITY -> "a target outside 0..1";
          case FINITE -> "a target that is not finite";
        };
    return "Bad input: lengths that do not fit and "
        + range
        + " give an {@link IllegalArgumentException} before anything is written.";
  }

  private static String size(Width width) {
    return width.isGiven() ? "{@code size}" : String.valueOf(width.known().getAsInt());
  }

  private static String last(Width width) {
    return width.isGiven() ? "size-1" : String.valueOf(width.known().getAsInt() - 1);
  }

  /** Breaks text into lines at spaces, and ends the last. */
  static String wrap(String text) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      if (column > 0 && column + 1 + word.length() > COLUMNS) {
        lines.append('\n');
        column = 0;
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.append('\n').toString();
  }
}
