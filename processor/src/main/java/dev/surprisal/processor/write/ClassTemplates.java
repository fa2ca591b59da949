package dev.surprisal.processor.write;

import dev.surprisal.processor.express.option.Options;

/** What is done with a row of log-probabilities class by class, each of which may have a target. */
final class ClassTemplates {
  private static final String MASKED = "$javaDouble:T.NEGATIVE_INFINITY";

  private final Options options;

  ClassTemplates(Options options) {
    this.options = options;
  }

  private static String eachClass(String body) {
    return "for (int k = 0; k < $size:L; k++) {\n$>" + body + "$<}\n";
  }

  /** Writes 0 to a row. */
  String clear() {
    return options.isStrided()
        ? eachClass("$out:L[$at:L] = 0;\n")
        : "$javaArrays:T.fill($out:L, start, start + $size:L, 0);\n";
  }

  private static String readLogProbability() {
    return "double logProbability = $outputs:L[$at:L];\n";
  }

  /** The class that is right. */
  String readLabel() {
    return "int label = $targets:L[row];\n";
  }

  /** What smoothing gives to each class that is not masked. */
  String spreadOverUnmasked() {
    return "double spread = spread($outputs:L, start" + (isRelative() ? ", label" : "") + ");\n";
  }

  /**
   * Whether a row is multiplied by its weight, in which that of its class is: what smoothing gives
   * to the other classes has to be divided by it.
   */
  boolean isRelative() {
    return options.classWeights() && options.isIndex();
  }

  /** The body of the method that {@link #spreadOverUnmasked} calls. */
  String countUnmasked() {
    return "int unmasked = 0;\n"
        + eachClass("if ($outputs:L[$at:L] != " + MASKED + ") {\n$>unmasked++;\n$<}\n")
        + (isRelative()
            ? """
            // Each is to get its own weight, where the row will be multiplied by that of its label.
            return LABEL_SMOOTHING / (unmasked * classWeights[label]);
            """
            : "return LABEL_SMOOTHING / unmasked;\n");
  }

  /** What class k should be: its part of the label, and of what is spread. */
  private String readTarget() {
    if (!options.isSmoothed()) {
      return options.isIndex()
          ? "double target = k == label ? 1 : 0;\n"
          : "double target = " + weightOfClass() + "$targets:L[$at:L];\n";
    }
    String spread = "logProbability == " + MASKED + " ? 0 : spread";
    if (options.isIndex()) {
      String weight = options.classWeights() ? " * classWeights[k]" : "";
      return "double target = "
          + spread
          + weight
          + ";\n"
          + "if (k == label) {\n$>target += 1 - LABEL_SMOOTHING;\n$<}\n";
    }
    String smoothed = "kept + part";
    return "double kept = (1 - LABEL_SMOOTHING) * $targets:L[$at:L];\n"
        + "double part = "
        + spread
        + ";\n"
        + "double target = "
        + (options.classWeights() ? weightOfClass() + "(" + smoothed + ")" : smoothed)
        + ";\n";
  }

  private String weightOfClass() {
    return options.classWeights() ? "classWeights[k] * " : "";
  }

  String addMinusLogProbability() {
    return "sum -= $weighted:L$outputs:L[$atLabel:L];\n";
  }

  String addMinusLogProbabilities() {
    String add = options.hasRowWeights() ? "sum += weight * surprisal;\n" : "sum += surprisal;\n";
    return "double surprisal = 0;\n"
        + eachClass(
            readLogProbability()
                + readTarget()
                // 0 times a masked class is 0, and 0 times NaN is NaN.
                + "if (target != 0 || logProbability != "
                + MASKED
                + ") {\n$>surprisal -= target * logProbability;\n$<}\n")
        + add;
  }

  String minusOneHot() {
    return """
    $out:L[$atLabel:L] = $round:L-$scaled:L$endRound:L;
    """;
  }

  String minusTargets() {
    return eachClass(
        (options.isSmoothed() ? readLogProbability() : "")
            + readTarget()
            + "$out:L[$at:L] = $round:L-$scaled:L * target$endRound:L;\n");
  }

  String exp() {
    return eachClass("$out:L[$at:L] = $cast:L$math:T.exp($outputs:L[$at:L]);\n");
  }
}
