package dev.surprisal.samples.explorer;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.surprisal.annotation.Targets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A head whose loss is a formula that somebody typed. Nothing of it becomes Java but the contents
 * of string literals and the name of a constant.
 *
 * @param nll the loss
 * @param outputs the names of its outputs
 * @param means what is predicted for each output; empty: the outputs
 * @param targets what targets are
 */
record FormulaHead(String nll, List<String> outputs, List<String> means, Targets targets) {
  static final String NAME = "Typed";

  /** What the page has one of; classes belong to rows. */
  private static final List<Targets> OF_VALUES =
      Stream.of(Targets.values()).filter(targets -> targets != Targets.CLASSES).toList();

  private static final Pattern OF_ROWS = Pattern.compile("\\b(sum|logSumExp)\\s*\\(|\\[");

  private static final int LONGEST = 400;
  private static final int MOST_OUTPUTS = 3;

  FormulaHead {
    literal("nll", nll);
    if (OF_ROWS.matcher(nll).find()) {
      throw new IllegalArgumentException(
          "nll: must be the loss of one value, without sum, logSumExp and [y]");
    }
    outputs.forEach(output -> literal("outputs", output));
    means.forEach(mean -> literal("means", mean));
    if (outputs.isEmpty() || outputs.size() > MOST_OUTPUTS || means.size() > MOST_OUTPUTS) {
      throw new IllegalArgumentException(
          "outputs: there must be 1.." + MOST_OUTPUTS + ", and no more means");
    }
  }

  static FormulaHead of(JsonElement request) {
    if (!(request instanceof JsonObject formula)) {
      throw new IllegalArgumentException("formula: must be an object");
    }
    return new FormulaHead(
        Json.text(formula, "nll"),
        Json.texts(formula, "outputs"),
        Json.texts(formula, "means"),
        targets(Json.text(formula, "targets")));
  }

  /** The declaration, as a page shows it. */
  String declaration() {
    StringBuilder source = new StringBuilder("@Loss(\n    nll = ").append(literal("nll", nll));
    source.append(",\n    targets = ").append(targets);
    source.append(",\n    outputNames = ").append(literals("outputs", outputs));
    if (!means.isEmpty()) {
      source.append(",\n    mean = ").append(literals("means", means));
    }
    return source
        .append(",\n    precision = DOUBLE)\npublic interface ")
        .append(NAME)
        .append(" {}")
        .toString();
  }

  /** A whole compilation unit. */
  String source() {
    return """
    import static dev.surprisal.annotation.Precision.DOUBLE;
    import static dev.surprisal.annotation.Targets.%s;

    import dev.surprisal.annotation.Loss;

    %s
    """
        .formatted(targets, declaration());
  }

  private static String literals(String member, List<String> texts) {
    return texts.stream()
        .map(text -> literal(member, text))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /**
   * A string literal of Java. A backslash is doubled, so that none begins an escape or, before
   * anything else is read, a Unicode escape.
   */
  private static String literal(String member, String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(member + ": must not be longer than " + LONGEST);
    }
    int foreign = 0;
    while (foreign < text.length() && text.charAt(foreign) >= ' ' && text.charAt(foreign) <= '~') {
      foreign++;
    }
    if (foreign < text.length()) {
      throw new IllegalArgumentException(
          "%s: character %d is U+%04X, must be one of ASCII"
              .formatted(member, foreign, (int) text.charAt(foreign)));
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static Targets targets(String name) {
    for (Targets targets : OF_VALUES) {
      if (targets.name().equals(name)) {
        return targets;
      }
    }
    throw new IllegalArgumentException("targets = " + name + ": must be one of " + OF_VALUES);
  }
}
