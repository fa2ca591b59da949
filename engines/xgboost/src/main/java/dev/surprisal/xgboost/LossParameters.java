package dev.surprisal.xgboost;

import dev.surprisal.runtime.ConstantStart;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.NewtonLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.DMatrix;

/** The parameters of a training whose objective is a {@link LossObjective}. */
public final class LossParameters {
  private LossParameters() {}

  /**
   * Parameters completed by what the loss knows, where they do not say it themselves:
   *
   * <ul>
   *   <li>{@code objective}: the built-in one under whose name predictions are made and metrics
   *       computed: {@code multi:softprob} for a categorical head, {@code binary:logistic} for
   *       Bernoullis, {@code reg:squarederror} for all others, whose predictions are the raw
   *       outputs, of which {@link LossPredictions} makes means;
   *   <li>{@code max_delta_step}: 0 with {@code count:poisson}, under whose name XGBoost takes 0.7;
   *   <li>{@code num_class} or {@code num_target}: the outputs of an example;
   *   <li>{@code base_score}: where boosting starts, the best constant outputs ({@link
   *       ConstantStart}). XGBoost estimates it for its own objectives, and takes 0.5 for others.
   * </ul>
   *
   * @param loss the loss that is trained by
   * @param train what is trained on
   * @param parameters as XGBoost has them. What it would pass over in silence is an {@link
   *     IllegalArgumentException}: dropout of trees ({@code booster=dart} and its parameters) and
   *     {@code scale_pos_weight}; so are a {@code num_class} or {@code num_target} that is not that
   *     of the head, and objectives that change what was learned
   * @param <T> the targets of the loss
   * @return all of them, in a new map
   */
  public static <T> Map<String, Object> of(
      NewtonLoss<float[], T> loss, DMatrix train, Map<String, ?> parameters) {
    Examples.requireRows(loss);
    Map<String, Object> all = new TreeMap<>(parameters);
    refuseIgnored(all);
    LossDescription description = loss.description();
    all.putIfAbsent("objective", objective(description));
    Link link = Link.of(all);
    if ("count:poisson".equals(all.get("objective"))) {
      all.putIfAbsent("max_delta_step", 0);
    }
    if (link == Link.SOFTMAX) {
      require(all, "num_class", description.outputsPerExample());
    } else if (description.outputsPerExample() > 1) {
      require(all, "num_target", description.outputsPerExample());
    }
    if (!all.containsKey("base_score")) {
      double[] start = ConstantStart.of(loss, Examples.targets(loss, train));
      List<Double> scores = Arrays.stream(start).map(link::baseScore).boxed().toList();
      all.put("base_score", scores.size() == 1 ? scores.get(0) : scores);
    }
    return all;
  }

  private static void refuseIgnored(Map<String, Object> parameters) {
    if ("dart".equals(parameters.get("booster"))) {
      throw new IllegalArgumentException(
          "booster = dart: XGBoost drops no trees where the objective is not its own; take gbtree");
    }
    for (String dropout : List.of("rate_drop", "skip_drop", "one_drop")) {
      refuse(
          parameters,
          dropout,
          "(0(\\.0*)?|false)",
          "XGBoost drops no trees where the objective is not its own; leave it out");
    }
    refuse(
        parameters,
        "scale_pos_weight",
        "1(\\.0*)?",
        "only XGBoost's own objectives multiply by it; give the head a positiveWeight");
  }

  private static void refuse(
      Map<String, Object> parameters, String name, String harmless, String why) {
    Object value = parameters.get(name);
    if (value != null && !value.toString().matches(harmless)) {
      throw new IllegalArgumentException(name + " = " + value + ": " + why);
    }
  }

  private static String objective(LossDescription description) {
    return switch (description.distribution()) {
      case "CATEGORICAL" -> "multi:softprob";
      case "BERNOULLI", "PRODUCT_OF_BERNOULLIS" -> "binary:logistic";
      default -> "reg:squarederror";
    };
  }

  private static void require(Map<String, Object> parameters, String name, int outputs) {
    Object given = parameters.putIfAbsent(name, outputs);
    if (given != null && !given.toString().equals(Integer.toString(outputs))) {
      throw new IllegalArgumentException(
          "%s = %s: the head has %d outputs".formatted(name, given, outputs));
    }
  }
}
