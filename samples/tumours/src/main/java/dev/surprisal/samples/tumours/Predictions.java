package dev.surprisal.samples.tumours;

import dev.surprisal.runtime.LossValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What networks say of tumours that they did not learn from.
 *
 * @param logits of being malignant
 * @param probabilities of being malignant
 * @param malignant 1 for what is malignant, 0 for what is benign
 */
record Predictions(float[] logits, float[] probabilities, float[] malignant) {
  private static final MalignantLoss LOSS = new MalignantLoss();

  /** A point of a curve. */
  record Point(double x, double y) {}

  static Predictions of(float[] logits, float[] malignant) {
    float[] probabilities = new float[logits.length];
    LOSS.predict(logits, probabilities);
    return new Predictions(logits, probabilities, malignant);
  }

  /** These and others, as if of other tumours. */
  Predictions plus(Predictions others) {
    return of(joined(logits, others.logits), joined(malignant, others.malignant));
  }

  private static float[] joined(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The same with the odds divided by a number: where positives were weighted, as if not. */
  Predictions withOddsDividedBy(double factor) {
    float[] shifted = new float[logits.length];
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = (float) (logits[i] - Math.log(factor));
    }
    return of(shifted, malignant);
  }

  /** Without any weight. */
  LossValue loss() {
    return LOSS.forward(logits, malignant);
  }

  /** Malignant tumours that were called benign. */
  long missed() {
    return count(i -> malignant[i] == 1 && probabilities[i] < 0.5);
  }

  /** Benign tumours that were called malignant. */
  long falseAlarms() {
    return count(i -> malignant[i] == 0 && probabilities[i] >= 0.5);
  }

  /** The share of benign tumours that were called malignant. */
  double falseAlarmRate() {
    return falseAlarms() / (malignant.length - positives());
  }

  /** The share of malignant tumours that were called malignant. */
  double detectionRate() {
    return 1 - missed() / positives();
  }

  private double positives() {
    return count(i -> malignant[i] == 1);
  }

  double accuracy() {
    return 1 - (double) (missed() + falseAlarms()) / malignant.length;
  }

  private long count(IntPredicate condition) {
    return IntStream.range(0, malignant.length).filter(condition).count();
  }

  /** Of bins of equal width, the mean probability and the share that is malignant. */
  List<Point> reliability(int bins, int least) {
    List<Point> found = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      int number = bin;
      int[] members =
          IntStream.range(0, malignant.length)
              .filter(i -> Math.min(bins - 1, (int) (probabilities[i] * bins)) == number)
              .toArray();
      if (members.length >= least) {
        found.add(new Point(mean(probabilities, members), mean(malignant, members)));
      }
    }
    return found;
  }

  private static double mean(float[] values, int[] members) {
    return IntStream.of(members).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  /** The share of malignant tumours that are found, over the share of false alarms. */
  List<Point> roc() {
    int[] order =
        IntStream.range(0, malignant.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -logits[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double positives = positives();
    double negatives = malignant.length - positives;
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    double found = 0;
    double alarms = 0;
    for (int i = 0; i < order.length; i++) {
      found += malignant[order[i]];
      alarms += 1 - malignant[order[i]];
      if (i + 1 == order.length || logits[order[i]] != logits[order[i + 1]]) {
        points.add(new Point(alarms / negatives, found / positives));
      }
    }
    return points;
  }

  /** How probably a malignant tumour is given more than a benign one: the area below the curve. */
  double areaBelowRoc() {
    List<Point> points = roc();
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point before = points.get(i - 1);
      Point point = points.get(i);
      area += (point.x() - before.x()) * (point.y() + before.y()) / 2;
    }
    return area;
  }
}
