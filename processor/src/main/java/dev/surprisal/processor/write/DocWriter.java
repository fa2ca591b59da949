package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.schedule.program.Formula;
import dev.surprisal.processor.schedule.program.HeadName;
import dev.surprisal.processor.schedule.program.LinearPlan;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.OutputCheck;
import dev.surprisal.processor.schedule.program.RowWeights;
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
                wrap("<p>" + new ShapeDoc(plan).text()),
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

  private static String badInput(LossPlan plan) {
    ShapeDoc shape = new ShapeDoc(plan);
    String range =
        switch (plan.targets()) {
          case CLASS_INDEX -> "a class outside 0.." + shape.last() + orIgnored(plan);
          case ORDERED_CLASS -> "a class outside 0.." + shape.size() + orIgnored(plan);
          case DISTRIBUTION ->
              plan.linear().isPresent()
                  ? "a class outside 0.."
                      + shape.last()
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
