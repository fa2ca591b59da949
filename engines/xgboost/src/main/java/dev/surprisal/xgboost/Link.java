package dev.surprisal.xgboost;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * What lies between margins and predictions, by the objective that parameters name: XGBoost asks it
 * for predictions and metrics, even where gradients come from elsewhere.
 */
enum Link {
  IDENTITY(margin -> margin, "reg:squarederror", "binary:logitraw"),

  /** Predictions are probabilities. A base score is one as well, and neither 0 nor 1 in float. */
  LOGISTIC(
      margin -> Math.max(Float.MIN_NORMAL, Math.min(1 / (1 + Math.exp(-margin)), 1 - 0x1p-24)),
      "binary:logistic",
      "reg:logistic"),

  EXPONENTIAL(Math::exp, "count:poisson", "reg:gamma", "reg:tweedie"),

  /** Predictions are probabilities, or the likeliest class; base scores are margins. */
  SOFTMAX(margin -> margin, "multi:softprob", "multi:softmax");

  private final DoubleUnaryOperator baseScore;
  private final List<String> objectives;

  Link(DoubleUnaryOperator baseScore, String... objectives) {
    this.baseScore = baseScore;
    this.objectives = List.of(objectives);
  }

  /** That of the objective in the parameters. */
  static Link of(Map<String, ?> parameters) {
    String objective = String.valueOf(parameters.get("objective"));
    for (Link link : values()) {
      if (link.objectives.contains(objective)) {
        return link;
      }
    }
    throw new IllegalArgumentException(
        "objective = "
            + objective
            + ": must name one of those whose trees are their gradients' alone, or none: "
            + java.util.Arrays.stream(values()).flatMap(link -> link.objectives.stream()).toList());
  }

  /** The base score that starts at a margin. */
  double baseScore(double margin) {
    return baseScore.applyAsDouble(margin);
  }
}
