package dev.surprisal.processor.write;

import dev.surprisal.processor.family.Options;
import dev.surprisal.processor.plan.LossPlan;

/** What is done with a row value by value, where each output, or pair of them, stands by itself. */
final class ValueTemplates {
  private final LossPlan plan;
  private final Options options;

  ValueTemplates(LossPlan plan) {
    this.plan = plan;
    this.options = plan.options();
  }

  private boolean isOne() {
    return plan.width().isOne();
  }

  private String eachValue(String body) {
    return isOne() ? body : "for (int k = 0; k < $size:L; k++) {\n$>" + body + "$<}\n";
  }

  /** Writes 0 to a row. */
  String clear() {
    if (options.isStrided()) {
      return eachValue("$out:L[$at:L] = 0;\n");
    }
    return isOne() && plan.width().perValue() == 1
        ? "$out:L[row] = 0;\n"
        : "$javaArrays:T.fill($out:L, start, start + $rowLength:L, 0);\n";
  }

  /** The weights of yes and of no, from a target in 0..1. */
  private String readYesAndNo() {
    String target =
        options.isSmoothed()
            ? "(1 - LABEL_SMOOTHING) * $targets:L[$at:L] + LABEL_SMOOTHING / 2;\n"
            : "$targets:L[$at:L];\n";
    return "double logit = $outputs:L[$at:L];\n"
        + switch (options.positiveWeight()) {
          case NONE -> "double yes = " + target + "double no = 1 - yes;\n";
          case CONSTANT -> weighted(target, "POSITIVE_WEIGHT");
          case PER_LABEL -> weighted(target, "positiveWeights[$k:L]");
        };
  }

  private static String weighted(String target, String weight) {
    return "double target = "
        + target
        + "double yes = "
        + weight
        + " * target;\n"
        + "double no = 1 - target;\n";
  }

  private static final String ADD_SURPRISAL =
      "sum += $weighted:L$logistic:T.surprisal(logit, yes, no);\n";

  String addSurprisals() {
    return "// yes softplus(-z) + no softplus(z)\n" + eachValue(readYesAndNo() + ADD_SURPRISAL);
  }

  String surprisalsAndResiduals() {
    return "// yes softplus(-z) + no softplus(z), and the residual no p - yes (1 - p).\n"
        + eachValue(
            readYesAndNo()
                + ADD_SURPRISAL
                + "$out:L[$at:L] = $round:L$scaled:L * $logistic:T.residual(logit, yes, no)"
                + "$endRound:L;\n");
  }

  String slopes() {
    return "// (yes + no) p (1 - p)\n"
        + eachValue(
            readYesAndNo()
                + "$out:L[$at:L] = $round:L$scaled:L * $logistic:T.curvature(logit, yes, no)"
                + "$endRound:L;\n");
  }

  private static final String ADD_SCALED_SQUARE =
      """
      double difference = $wide:L$outputs:L[$at:L] - $targets:L[$atTarget:L];
      sum += $weighted:Ldifference * difference / (2 * variances[$k:L]);
      """;

  String addScaledSquares() {
    return "// (z - y)^2 / (2 v)\n" + eachValue(ADD_SCALED_SQUARE);
  }

  String scaledSquaresAndResiduals() {
    return "// (z - y)^2 / (2 v), and the residual (z - y) / v.\n"
        + eachValue(
            ADD_SCALED_SQUARE
                + "$out:L[$at:L] = $round:L$scaled:L * difference / variances[$k:L]$endRound:L;\n");
  }

  String inverseVariances() {
    return eachValue("$out:L[$at:L] = $round:L$scaled:L / variances[$k:L]$endRound:L;\n");
  }

  /** The square in units of the variance; no variance is formed that could be 0. */
  private static final String READ_SQUARE =
      """
      double difference = $wide:L$outputs:L[$at:L] - $targets:L[$atTarget:L];
      double logVariance = $outputs:L[$atVariance:L];
      double inverse = $math:T.exp(-logVariance);
      double square = difference * difference * inverse;
      """;

  String meansAndVariances() {
    return eachValue(
        """
        $out:L[$at:L] = $outputs:L[$at:L];
        double logVariance = $outputs:L[$atVariance:L];
        $out:L[$atVariance:L] = $cast:L$math:T.exp(logVariance);
        """);
  }

  String logDensityCurvatures() {
    return "// exp(-s), and (m - y)^2 exp(-s) / 2.\n"
        + eachValue(
            READ_SQUARE
                + """
                $out:L[$at:L] = $round:L$scaled:L * inverse$endRound:L;
                $out:L[$atVariance:L] = $round:L$scaled:L * square / 2$endRound:L;
                """);
  }
}
