package dev.surprisal.processor.write;

import dev.surprisal.processor.family.Options;

/**
 * What is done with a row class by class. In the loops over k, {@code logit} is the logit of class
 * k, capped if it is to be, and {@code target} what it should be.
 */
final class ClassTemplates {
  private static final String MASKED = "$javaDouble:T.NEGATIVE_INFINITY";

  private final Options options;
  private final RowTemplates rows;

  ClassTemplates(Options options) {
    this.options = options;
    this.rows = new RowTemplates(options);
  }

  private static String eachClass(String body) {
    return "for (int k = 0; k < $size:L; k++) {\n$>" + body + "$<}\n";
  }

  private String capped(String logit) {
    return options.isCapped() ? "$softCap:T.of(" + logit + ", SOFT_CAP)" : logit;
  }

  private String readLogit() {
    return "double " + logit() + " = " + capped("$outputs:L[$at:L]") + ";\n";
  }

  private String logit() {
    return options.isLogProbabilities() ? "logProbability" : "logit";
  }

  String largestLogit() {
    String remark = "// The largest logit is subtracted before exp, which then cannot overflow.\n";
    if (!options.isStrided()) {
      return remark + "double max = " + capped("$reals:L.max($outputs:L, start, $size:L)") + ";\n";
    }
    String largest =
        remark
            + "double max = "
            + MASKED
            + ";\n"
            + eachClass("if ($outputs:L[$at:L] > max) {\n$>max = $outputs:L[$at:L];\n$<}\n");
    return options.isCapped() ? largest + "max = " + capped("max") + ";\n" : largest;
  }

  String readLabel() {
    return "int label = $targets:L[row];\n";
  }

  String readLabelLogit() {
    return "double targetLogit = " + capped("$outputs:L[$atLabel:L]") + ";\n";
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
    String spread = logit() + " == " + MASKED + " ? 0 : spread";
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

  String sumExp() {
    return "double total = 0;\n"
        + eachClass("total += $exp:L(" + capped("$outputs:L[$at:L]") + " - max);\n");
  }

  String sumExpAndMass() {
    return declareTotal()
        + "double mass = 0;\n"
        + (options.hasPlainRows() && !options.isSmoothed()
            ? eachClass(readTarget() + "mass += target;\n")
            : eachTarget("mass += target;\n"));
  }

  String sumExpAndTargets() {
    return declareTotal()
        + (options.hasMass() ? "double mass = 0;\n" : "")
        + "double below = 0;\n"
        + eachTarget(
            (options.hasMass() ? "mass += target;\n" : "")
                // A masked class that is no target adds nothing, where 0 times infinity were NaN.
                + "if (target != 0) {\n$>below += target * (max - logit);\n$<}\n");
  }

  /** The sum of the exponentials: by a primitive, or from 0 on in the loop over the targets. */
  private String declareTotal() {
    return options.hasPlainRows() ? rows.sumExp() : "double total = 0;\n";
  }

  private String eachTarget(String body) {
    String addToTotal = options.hasPlainRows() ? "" : "total += $exp:L(logit - max);\n";
    return eachClass(readLogit() + addToTotal + readTarget() + body);
  }

  String addCrossEntropy() {
    String surprisal =
        options.hasMass() ? "mass * $math:T.log(total) + below" : "$math:T.log(total) + below";
    return "// sum_k q_k (log(sum_j exp(z_j)) - z_k)\n"
        + rows.addWeighted(rows.withZLoss(surprisal));
  }

  /** What multiplies p in the gradient: the sum of the targets, and the pull of a z-loss. */
  private String pull() {
    return options.hasZLoss() ? "pull" : options.hasMass() ? "mass" : "";
  }

  private String definePull() {
    String mass = options.hasMass() ? "mass" : "1";
    return options.hasZLoss() ? "double pull = " + mass + " + 2 * Z_LOSS * logSumExp;\n" : "";
  }

  private String pulled(String expression) {
    return pull().isEmpty() ? expression : pull() + " * " + expression;
  }

  /** The residual of class k, from its p. */
  private String residual() {
    return readTarget() + "double residual = " + pulled("p") + " - target;\n";
  }

  private static String readProbability() {
    return "double p = $exp:L(logit - max) / total;\n";
  }

  String residuals() {
    String slope = options.isCapped() ? "residual *= $softCap:T.slope(logit, SOFT_CAP);\n" : "";
    return "// The residual, the mean less the target.\n"
        + definePull()
        + eachClass(
            readLogit()
                + readProbability()
                + residual()
                + slope
                + "$out:L[$at:L] = $round:L$scaled:L * residual$endRound:L;\n");
  }

  String probabilities() {
    return eachClass(readLogit() + readProbability() + "$out:L[$at:L] = $cast:Lp;\n");
  }

  String curvatures() {
    String zLoss = options.hasZLoss() ? " + 2 * Z_LOSS * p * p" : "";
    return "// The variance of the indicator of each class, p (1 - p), and what the options add.\n"
        + definePull()
        + eachCurvature("double curvature = " + pulled("p * (1 - p)") + zLoss + ";\n");
  }

  /** p p' is at most diag(p), and diag(p) - p p' at most 2 diag(p (1 - p)). */
  String curvatureBounds() {
    String pull = options.hasZLoss() ? "$math:T.max(pull, 0) * " : pulled("");
    String zLoss = options.hasZLoss() ? " + 2 * Z_LOSS * p" : "";
    return "// Twice the variance of the indicator of each class, and what the options add.\n"
        + definePull()
        + eachCurvature("double curvature = 2 * " + pull + "p * (1 - p)" + zLoss + ";\n");
  }

  private String eachCurvature(String curvature) {
    String capped =
        """
        double slope = $softCap:T.slope(logit, SOFT_CAP);
        double bend = $softCap:T.bend(logit, SOFT_CAP);
        curvature = curvature * slope * slope + residual * bend;
        """;
    return eachClass(
        readLogit()
            + readProbability()
            + curvature
            + (options.isCapped() ? residual() + capped : "")
            + "$out:L[$at:L] = $round:L$scaled:L * curvature$endRound:L;\n");
  }

  String addMinusLogProbability() {
    return "sum -= $weighted:L$outputs:L[$atLabel:L];\n";
  }

  String addMinusLogProbabilities() {
    String add = options.hasRowWeights() ? "sum += weight * surprisal;\n" : "sum += surprisal;\n";
    return "double surprisal = 0;\n"
        + eachClass(
            readLogit()
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
        (options.isSmoothed() ? readLogit() : "")
            + readTarget()
            + "$out:L[$at:L] = $round:L-$scaled:L * target$endRound:L;\n");
  }

  String exp() {
    return eachClass("$out:L[$at:L] = $cast:L$math:T.exp($outputs:L[$at:L]);\n");
  }
}
