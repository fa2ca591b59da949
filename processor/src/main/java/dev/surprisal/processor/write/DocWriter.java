package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.schedule.program.Formula;
import dev.surprisal.processor.schedule.program.HeadName;
import dev.surprisal.processor.schedule.program.LinearPlan;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.OutputCheck;
import dev.surprisal.processor.schedule.program.RowWeights;
import dev.surprisal.processor.schedule.program.Width;
import java.util.List;
import java.util.stream.Collectors;

/** The Javadoc of a generated class: formula, gradient, shapes, errors. */
final class DocWriter {
  /** Columns of text, of the 100 that a line has, less " * ". */
  private static final int COLUMNS = 96;

  private DocWriter() {}

  /** The Javadoc of the class. */
  static CodeBlock classDoc(LossPlan plan) {
    Formula formula = plan.formula();
    String subject = "The loss of " + head(plan.head()) + ": the surprisal, in nats, of ";
    StringBuilder formulas = new StringBuilder();
    plan.linear().ifPresent(layer -> line(formulas, "z", layer.hasBias() ? "W x + b" : "W x"));
    formula.definitions().forEach(d -> line(formulas, d.letter(), d.meaning()));
    line(formulas, "loss", formula.loss());
    if (plan.linear().isPresent()) {
      line(formulas, "residual", formula.gradient());
      line(formulas, "gradient", linearGradient(plan.linear().get()));
    } else {
      line(formulas, "gradient", formula.gradient());
      line(formulas, "prediction", formula.prediction());
      line(formulas, "curvature", formula.curvature());
    }
    String text =
        """
        %s
        %s
        <pre>
        %s</pre>

        %s
        %s
        %s\
        """
            .formatted(
                wrap(subject + formula.subject() + "."),
                wrap("<p>For " + formula.symbols() + ":"),
                formulas,
                wrap("<p>" + divisor(plan)),
                wrap("<p>" + shapes(plan)),
                wrap("<p>" + badInput(plan) + " " + extremes(plan)));
    return CodeBlock.of("$L", text);
  }

  private static void line(StringBuilder formulas, String name, String formula) {
    formulas.append("  %-10s  %s\n".formatted(name, Lines.broken(formula, COLUMNS - 16, 16)));
  }

  private static String linearGradient(LinearPlan layer) {
    String byBias = layer.hasBias() ? ", residual by b" : "";
    return "W' residual by x; residual x' by W" + byBias + ", added up over the rows";
  }

  private static String head(HeadName head) {
    String type = "{@link " + head.type() + "}";
    return head.member().map(member -> "{@code " + member + "} of " + type).orElse(type);
  }

  private static String divisor(LossPlan plan) {
    RowWeights weights = plan.rowWeights();
    String rows = plan.isStrided() ? "positions" : "examples";
    String weighted =
        weights.differ() ? "the sum of the weights of the " + rows : "the number of " + rows;
    String counted =
        weights.ofKnown()
            ? weighted + " of which a target is known"
            : weights.ignored().isPresent() ? weighted + " that count" : weighted;
    String single =
        "single outputs"
            + (weights.ofKnown()
                ? " whose target is known"
                : weights.differ() ? "" : " of all examples");
    String divisor =
        switch (plan.divisor()) {
          case EXAMPLES -> subjects(plan) + " divided by " + counted + ".";
          case OUTPUTS ->
              "Gradient and curvature are divided by "
                  + (weights.differ() ? "the sum of the weights of all " : "the number of ")
                  + single
                  + ".";
          case NOTHING -> subjects(plan) + " those of the sum over the " + rows + ".";
        };
    return divisor + left(weights);
  }

  private static String subjects(LossPlan plan) {
    return plan.linear().isPresent() ? "The gradients are" : "Gradient and curvature are";
  }

  private static String left(RowWeights weights) {
    String index =
        weights.ignored().isPresent()
            ? " A target of " + weights.ignored().getAsInt() + " counts for nothing."
            : "";
    String weight = weights.ofExamples() ? " Each example counts as often as its weight says." : "";
    String zero =
        weights.differ()
            ? " What has the weight 0 counts for nothing, whatever its outputs are."
            : "";
    String unknown =
        weights.ofKnown()
            ? " A target that is NaN is unknown: its output counts for nothing, whatever it is."
            : "";
    return index + weight + zero + unknown;
  }

  private static String shapes(LossPlan plan) {
    String outputs = "{@code " + plan.wording().outputs() + "}";
    String targets =
        plan.isCensored()
            ? "the arrays of {@code censored}"
            : "{@code " + plan.wording().targets() + "}";
    String predictions = "{@code " + plan.wording().predictions() + "}";
    boolean isWeighted = plan.rowWeights().ofExamples();
    String losses = isWeighted ? "{@code weights} and {@code losses}" : "{@code losses}";
    boolean isIndex = plan.targets().isIndex();
    if (plan.linear().isPresent()) {
      return linearShapes(plan, plan.linear().get());
    }
    List<String> parts = plan.wording().parts();
    boolean isOne = parts.isEmpty();
    if (plan.isStrided()) {
      return "Shapes: "
          + (isIndex || !isOne ? outputs : outputs + ", " + targets)
          + ", {@code gradients}, "
          + predictions
          + " and {@code hessian} are [examples, "
          + (isOne ? "" : parts.size() + " * ")
          + ofPart(plan.width())
          + ", positions]"
          + (!isOne
              ? ", first all "
                  + parts.stream()
                      .map(part -> part + "s")
                      .collect(Collectors.joining(", then all "))
                  + "; "
                  + (isIndex
                      ? ""
                      : targets + " are [examples, " + size(plan.width()) + ", positions]; ")
              : "; ")
          + (isIndex ? targets + ", " : "")
          + losses
          + " are [examples, positions].";
    }
    if (!isOne) {
      String size = size(plan.width());
      String ofPart = ofPart(plan.width());
      return "Shapes: a row of "
          + outputs
          + " is "
          + parts.stream()
              .map(part -> ofPart + " " + (ofPart.equals("1") ? part : part + "s"))
              .collect(Collectors.joining(", then "))
          + "; {@code gradients}, "
          + predictions
          + " and {@code hessian} are like it. "
          + (isIndex
              ? targets + (isWeighted ? ", " : " and ")
              : "A row of "
                  + targets
                  + " is "
                  + size
                  + (plan.width().isOne() ? " value; " : " values; "))
          + losses
          + " hold one for each example.";
    }
    if (plan.width().isOne()) {
      return "Shapes: all arrays hold one value for each example.";
    }
    String perOutput =
        "{@code gradients}, "
            + predictions
            + " and {@code hessian} hold "
            + size(plan.width())
            + " values for each example, row after row; ";
    return isIndex
        ? "Shapes: "
            + outputs
            + ", "
            + perOutput
            + targets
            + (isWeighted ? ", " : " and ")
            + losses
            + " hold one."
        : "Shapes: " + outputs + ", " + targets + ", " + perOutput + losses + " hold one.";
  }

  private static String linearShapes(LossPlan plan, LinearPlan layer) {
    String inputs =
        layer.inputs().isPresent() ? String.valueOf(layer.inputs().getAsInt()) : "{@code inputs}";
    String classes = size(plan.width());
    return "Shapes: {@code inputs} are [examples, "
        + inputs
        + "], {@code weights} [classes, inputs] with "
        + classes
        + " classes, {@code bias} "
        + (layer.hasBias() ? "[classes]" : "is empty")
        + "; gradients are like them. {@code "
        + plan.wording().targets()
        + (plan.targets() == TargetKind.CLASS_INDEX
            ? "} and "
            : "} hold the same number of classes for each example; ")
        + (plan.rowWeights().ofExamples() ? "{@code weights} of examples and " : "")
        + "{@code losses} hold one for each."
        + layer.negligible().map(DocWriter::negligible).orElse("");
  }

  private static String negligible(Parameter bound) {
    return " Residuals may be taken for 0 that are no further from it than "
        + bound.value()
        + ": a gradient by an input is off by no more than that times the sum of the weights that"
        + " multiply it, one by a weight by no more than that times the sum of its inputs over the"
        + " rows, both without their signs.";
  }

  private static String badInput(LossPlan plan) {
    String range =
        switch (plan.targets()) {
          case CLASS_INDEX -> "a class outside 0.." + last(plan.width()) + orIgnored(plan);
          case ORDERED_CLASS -> "a class outside 0.." + size(plan.width()) + orIgnored(plan);
          case DISTRIBUTION ->
              plan.linear().isPresent()
                  ? "a class outside 0.."
                      + last(plan.width())
                      + ", probabilities outside 0..1 or that sum to more than 1"
                  : "target probabilities outside 0..1 or that do not sum to 1";
          case PROBABILITY -> "a target outside 0..1";
          case SHARE -> "a share that is 0, 1 or outside";
          case FINITE -> "a target that is not finite";
          case COUNT -> "a count that is negative or not whole";
          case COUNT_OF_TRIALS -> "a count that is not whole, negative or more than the trials";
          case AMOUNT -> "an amount that is negative or not finite";
          case POSITIVE, CENSORED -> "an amount that is not above 0 or not finite";
        };
    String unknown = plan.rowWeights().ofKnown() ? " (NaN aside)" : "";
    String weights =
        plan.rowWeights().ofExamples() ? ", a weight that is negative or not finite" : "";
    String probabilities = plan.outputCheck().map(DocWriter::refused).orElse("");
    return "Bad input: lengths that do not fit"
        + (probabilities.isEmpty() && weights.isEmpty() ? " and " : ", ")
        + range
        + unknown
        + weights
        + probabilities
        + " give an {@code IllegalArgumentException} before anything is written.";
  }

  private static String orIgnored(LossPlan plan) {
    return plan.rowWeights().ignored().stream()
        .mapToObj(index -> " that is not " + index)
        .collect(Collectors.joining());
  }

  private static String refused(OutputCheck check) {
    return switch (check) {
      case SOFTMAX, SIGMOID -> ", and outputs that are probabilities already";
      case LOG_PROBABILITIES -> ", and log-probabilities that are positive";
    };
  }

  private static String extremes(LossPlan plan) {
    return plan.linear().isPresent()
        ? "A row with a logit that is NaN or +infinity makes the gradients by weights and bias NaN,"
            + " since all rows add to them."
        : plan.formula().extremes();
  }

  private static String size(Width width) {
    return width.isGiven() ? "{@code size}" : String.valueOf(width.known().getAsInt());
  }

  /** The outputs of a row that are means, or variances. */
  private static String ofPart(Width width) {
    if (!width.hasComponents()) {
      return size(width);
    }
    return width.isOne()
        ? String.valueOf(width.components())
        : width.components() + " * " + size(width);
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
