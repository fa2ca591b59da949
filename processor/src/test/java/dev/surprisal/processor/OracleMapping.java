package dev.surprisal.processor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How PyTorch's losses are declared as heads. */
final class OracleMapping {
  private static final String BERNOULLI =
      "distribution = Distribution.BERNOULLI, activation = Activation.SIGMOID";

  private OracleMapping() {}

  static OracleCall call(OracleCase given) {
    return switch (given.file()) {
      case "cross_entropy_index", "cross_entropy_probs" -> crossEntropy(given);
      case "bce_with_logits" -> {
        if (given.has("weight")) {
          yield weightedOutputs(given);
        }
        yield given.reduction().equals("none") ? singleOutputs(given) : rowsOfLabels(given);
      }
      case "multilabel_soft_margin" -> softMargin(given);
      case "mse" -> squaredError(given);
      case "gaussian_nll" -> learnedVariance(given);
      default -> throw new AssertionError(given.file());
    };
  }

  private static String reduction(OracleCase given) {
    return ", reduction = Reduction." + (given.isMean() ? "MEAN" : "SUM");
  }

  private static OracleCall crossEntropy(OracleCase given) {
    boolean isIndex = given.has("target");
    List<String> members = new ArrayList<>();
    members.add("distribution = Distribution.CATEGORICAL, activation = Activation.SOFTMAX");
    members.add("size = " + given.columns() + reduction(given));
    members.add(
        isIndex
            ? "ignoreIndex = " + (int) given.number("ignore_index")
            : "target = TargetForm.PROBABILITIES");
    members.add("labelSmoothing = " + given.number("label_smoothing"));
    members.add("classWeights = " + given.has("weight"));
    return new OracleCall(
            given,
            String.join(", ", members),
            given.columns(),
            given.outputs(),
            isIndex ? given.indices("target") : given.reals("target_probs"))
        .headWeights(given.reals("weight"));
  }

  /** Without a reduction, each output is an example. */
  private static OracleCall singleOutputs(OracleCase given) {
    double[] positive = given.reals("pos_weight");
    String weight = positive.length == 0 ? "" : ", positiveWeight = " + positive[0];
    return new OracleCall(
        given,
        BERNOULLI + ", reduction = Reduction.SUM" + weight,
        1,
        given.outputs(),
        given.reals("target"));
  }

  /** So it is with a weight for each output. PyTorch's mean does not divide by the weights. */
  private static OracleCall weightedOutputs(OracleCase given) {
    double[] outputs = given.outputs();
    double[] weight = given.reals("weight");
    double[] weights = new double[outputs.length];
    Arrays.setAll(weights, i -> weight[i % weight.length]);
    return new OracleCall(
            given,
            BERNOULLI + ", reduction = Reduction.SUM, exampleWeights = true",
            1,
            outputs,
            given.reals("target"))
        .exampleWeights(weights)
        .denominator(given.isMean() ? outputs.length : 1);
  }

  private static OracleCall rowsOfLabels(OracleCase given) {
    String head =
        "distribution = Distribution.PRODUCT_OF_BERNOULLIS, activation = Activation.SIGMOID"
            + (", size = " + given.columns())
            + (", positiveWeights = " + given.has("pos_weight"))
            + (", reduction = Reduction." + (given.isMean() ? "MEAN_OF_OUTPUTS" : "SUM"));
    return new OracleCall(given, head, given.columns(), given.outputs(), given.reals("target"))
        .headWeights(given.reals("pos_weight"));
  }

  /** PyTorch takes the mean over the labels of a row, whatever becomes of the rows. */
  private static OracleCall softMargin(OracleCase given) {
    OracleCall call = rowsOfLabels(given);
    return given.isMean() ? call : call.denominator(given.columns());
  }

  private static OracleCall squaredError(OracleCase given) {
    return new OracleCall(
        given,
        "distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY" + reduction(given),
        1,
        given.outputs(),
        given.reals("target"));
  }

  /**
   * The head emits a mean and a log-variance for each value, where PyTorch is given variances, one
   * for each value or for each row, and raises them to its eps. The gradient by a variance is that
   * by its logarithm, divided by the variance.
   */
  private static OracleCall learnedVariance(OracleCase given) {
    double[] means = given.outputs();
    double[] distinct = given.reals("var");
    int share = means.length / distinct.length;
    double[] variances = new double[means.length];
    Arrays.setAll(variances, i -> Math.max(distinct[i / share], given.number("eps")));
    double[] outputs = new double[2 * means.length];
    Arrays.setAll(outputs, i -> i % 2 == 0 ? means[i / 2] : Math.log(variances[i / 2]));
    return new OracleCall(
            given,
            "distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY,"
                + " variance = Variance.LEARNED"
                + reduction(given),
            2,
            outputs,
            given.reals("target"))
        .gradientsAsGiven(gradients -> {
          double[] byVariance = new double[distinct.length];
          for (int i = 0; i < variances.length; i++) {
            byVariance[i / share] += gradients[2 * i + 1] / variances[i];
          }
          return DoubleStream.concat(
                  IntStream.range(0, means.length).mapToDouble(i -> gradients[2 * i]),
                  Arrays.stream(byVariance))
              .toArray();
        });
  }
}
