package dev.surprisal.lightgbm;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a training whose gradients come from elsewhere. */
final class Parameters {
  private static final String ONLY_ITS_OWN =
      "only LightGBM's own objectives multiply by it; give the head a positiveWeight";

  private Parameters() {}

  static String of(String given, int outputs) {
    Stream<String> kept =
        Arrays.stream(given.trim().split("\\s+")).filter(each -> isKept(each, outputs));
    return Stream.concat(Stream.of("objective=none", "num_class=" + outputs), kept)
        .collect(Collectors.joining(" "));
  }

  /** Refuses what LightGBM would pass over in silence; leaves out what is said anyway. */
  private static boolean isKept(String parameter, int outputs) {
    int equals = parameter.indexOf('=');
    return switch (equals < 0 ? parameter : parameter.substring(0, equals)) {
      case "objective", "objective_type", "app", "application", "loss" -> {
        require("none", parameter, "the objective is the loss; leave it out");
        yield false;
      }
      case "num_class", "num_classes" -> {
        require(Integer.toString(outputs), parameter, "the head has " + outputs + " outputs");
        yield false;
      }
      case "boosting", "boosting_type", "boost" -> {
        require(
            "(?!dart).*",
            parameter,
            "other trees are dropped than under an objective of LightGBM's own; take gbdt");
        yield true;
      }
      case "scale_pos_weight" -> {
        require("1(\\.0*)?", parameter, ONLY_ITS_OWN);
        yield true;
      }
      case "is_unbalance", "unbalance", "unbalanced_sets" -> {
        require("false|0|-", parameter, ONLY_ITS_OWN);
        yield true;
      }
      default -> true;
    };
  }

  private static void require(String values, String parameter, String why) {
    if (!parameter.matches("[^=]*=(" + values + ")")) {
      throw new IllegalArgumentException(parameter + ": " + why);
    }
  }
}
