package dev.surprisal.processor.family;

import dev.surprisal.processor.family.Formula.Definition;
import java.util.ArrayList;
import java.util.List;

/**
 * The mathematics of a categorical head in words. Letters: z logits, p probabilities, y the class
 * or the target probabilities, w class weights; L, q and Q where the options need them.
 */
final class CategoricalFormula {
  private final Options options;

  private CategoricalFormula(Options options) {
    this.options = options;
  }

  static Formula of(Options options) {
    CategoricalFormula formula = new CategoricalFormula(options);
    return new Formula(
        options.isIndex()
            ? "a class under a categorical distribution"
            : "a class drawn from the target's distribution, under a categorical distribution",
        formula.symbols(),
        formula.definitions(),
        formula.loss(),
        formula.gradient(),
        options.isLogProbabilities() ? "exp(z)" : "p_k = exp(z_k) / sum_j exp(z_j)",
        formula.curvature(),
        formula.extremes());
  }

  private String symbols() {
    return "a row of "
        + (options.isLogProbabilities()
            ? "log-probabilities z"
            : options.isCapped() ? "logits x" : "logits z")
        + (options.isIndex() ? " and its class y" : " and its target probabilities y")
        + (options.classWeights() ? ", with a weight w for each class" : "");
  }

  private List<Definition> definitions() {
    List<Definition> definitions = new ArrayList<>();
    options
        .softCap()
        .ifPresent(cap -> definitions.add(new Definition("z", cap + " tanh(x / " + cap + ")")));
    if (options.hasZLoss()) {
      definitions.add(new Definition("L", "log(sum_k exp(z_k))"));
    }
    if (options.hasTargetPerClass()) {
      definitions.add(new Definition("q_k", target()));
    }
    if (options.hasMass()) {
      definitions.add(new Definition("Q", "sum_k q_k"));
    }
    if (options.isCapped()) {
      definitions.add(new Definition("r", residual()));
    }
    return definitions;
  }

  /** C is the number of classes that are not masked, among which smoothing spreads. */
  private String target() {
    double smoothing = options.labelSmoothing();
    String kept = options.isIndex() ? "onehot(y)_k" : "y_k";
    if (!options.isSmoothed()) {
      return options.classWeights() ? "w_k " + kept : kept;
    }
    String smoothed = "(1 - " + smoothing + ") " + kept + " + " + smoothing + " / C";
    return options.classWeights() ? "w_k (" + smoothed + ")" : smoothed;
  }

  private String logSumExp() {
    String index = options.hasTargetPerClass() ? "j" : "k";
    return options.hasZLoss() ? "L" : "log(sum_" + index + " exp(z_" + index + "))";
  }

  private String loss() {
    String weight = weightOfRow();
    if (options.isLogProbabilities()) {
      return options.hasTargetPerClass() ? "-sum_k q_k z_k" : "-" + weight + "z_y";
    }
    String surprisal =
        options.hasTargetPerClass()
            ? "sum_k q_k (" + logSumExp() + " - z_k)"
            : logSumExp() + " - z_y";
    String loss =
        options.hasZLoss() ? surprisal + " + " + rowWeight() + options.zLoss() + " L^2" : surprisal;
    return weight.isEmpty() ? loss : weight + "(" + loss + ")";
  }

  /** Where the targets carry the class weights, the weight of the row has to be named. */
  private String rowWeight() {
    return options.classWeights() && options.isIndex() && options.isSmoothed() ? "w_y " : "";
  }

  /** What multiplies p in the gradient. */
  private String pull() {
    String mass = options.hasMass() ? "Q" : "1";
    return options.hasZLoss()
        ? "(" + mass + " + " + rowWeight() + 2 * options.zLoss() + " L) "
        : options.hasMass() ? "Q " : "";
  }

  private String residual() {
    return pull() + "p - " + (options.hasTargetPerClass() ? "q" : "onehot(y)");
  }

  /** The class weight of the row, where the targets do not carry it. */
  private String weightOfRow() {
    return options.classWeights() && !options.hasTargetPerClass() ? "w_y " : "";
  }

  private String gradient() {
    String weight = weightOfRow();
    if (options.isLogProbabilities()) {
      return "-" + weight + (options.hasTargetPerClass() ? "q" : "onehot(y)");
    }
    if (options.isCapped()) {
      return weight + "r dz/dx";
    }
    return weight.isEmpty() ? residual() : weight + "(" + residual() + ")";
  }

  private String curvature() {
    if (options.isLogProbabilities()) {
      return "0";
    }
    String weight = weightOfRow();
    String variance = pull() + "p (1 - p)";
    if (options.hasZLoss()) {
      variance += " + " + rowWeight() + 2 * options.zLoss() + " p^2";
    }
    if (options.isCapped()) {
      variance = (options.hasZLoss() ? "(" + variance + ")" : variance) + " (dz/dx)^2 + r d2z/dx2";
    }
    return weight.isEmpty() || !options.hasZLoss() && !options.isCapped()
        ? weight + variance
        : weight + "(" + variance + ")";
  }

  private String extremes() {
    String smoothing =
        options.isSmoothed() ? " Smoothing spreads over the C classes that are not masked." : "";
    if (options.isLogProbabilities()) {
      return "A log-probability of -infinity is a masked class; where it is the target, the loss is"
          + " infinite. NaN gives a loss of NaN, in that row alone."
          + smoothing;
    }
    return (options.isCapped()
            ? "A logit of -infinity is a masked class: its probability and its gradient are 0; where"
                + " it is the target, the loss is infinite."
            : "A logit of -infinity is a masked class: its probability is 0, and so is its gradient,"
                + " unless it is the target, where the loss is infinite and the gradient "
                + (options.hasTargetPerClass() || options.classWeights()
                    ? "that of p = 0."
                    : "-1."))
        + smoothing
        + " NaN, +infinity, or a row that is masked as a whole give NaN, in that row alone.";
  }
}
