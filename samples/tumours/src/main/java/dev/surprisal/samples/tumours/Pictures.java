package dev.surprisal.samples.tumours;

import dev.surprisal.samples.common.Charts;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** What came of it, as pictures for people. */
final class Pictures {
  private static final int BINS = 5;
  private static final int LEAST_IN_A_BIN = 5;
  private static final double[] UNIT = {0, 1};

  private Pictures() {}

  static BufferedImage reliability(Predictions plain, Predictions weighted, Predictions mended) {
    XYChart chart =
        Charts.chart(
            "Predicted and observed",
            "predicted probability of being malignant",
            "share that is malignant");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    Charts.dashed(chart, "as predicted", Charts.GREY, UNIT, UNIT);
    bins(chart, "no weight", Charts.BLUE, plain);
    bins(chart, "weight 5", Charts.ORANGE, weighted);
    bins(chart, "weight 5, odds / 5", Charts.GREEN, mended);
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static void bins(XYChart chart, String name, Color colour, Predictions predictions) {
    List<Predictions.Point> bins = predictions.reliability(BINS, LEAST_IN_A_BIN);
    Charts.marked(
        chart,
        name,
        colour,
        bins.stream().mapToDouble(Predictions.Point::x).toArray(),
        bins.stream().mapToDouble(Predictions.Point::y).toArray());
  }

  static BufferedImage roc(Predictions plain, Predictions weighted) {
    XYChart chart =
        Charts.chart(
            "Found, and found by mistake",
            "% of benign tumours called malignant",
            "% of malignant tumours found");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(30.0);
    chart.getStyler().setYAxisMin(70.0).setYAxisMax(100.0);
    curve(chart, "no weight", Charts.BLUE, plain);
    curve(chart, "weight 5", Charts.ORANGE, weighted);
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** A curve, and where on it the probability of one half is. */
  private static void curve(XYChart chart, String name, Color colour, Predictions predictions) {
    List<Predictions.Point> points =
        predictions.roc().stream().filter(point -> point.y() >= 0.7 && point.x() <= 0.3).toList();
    Charts.line(
        chart,
        name,
        colour,
        points.stream().mapToDouble(point -> 100 * point.x()).toArray(),
        points.stream().mapToDouble(point -> 100 * point.y()).toArray());
    Charts.points(
        chart,
        name + ", p = ½",
        colour,
        new double[] {100 * predictions.falseAlarmRate()},
        new double[] {100 * predictions.detectionRate()});
  }

  static BufferedImage gradedTargets() {
    XYChart losses = Charts.chart("The loss of one tumour", "logit of being malignant", "nats");
    XYChart gradients =
        Charts.chart("Its gradient", "logit of being malignant", "probability − target");
    losses.getStyler().setXAxisMaxLabelCount(7);
    gradients.getStyler().setXAxisMaxLabelCount(7);
    int count = 49;
    float[] logits = new float[count];
    for (int i = 0; i < count; i++) {
      logits[i] = -6 + 12f * i / (count - 1);
    }
    double[] xs = doubles(logits);
    Color[] colours = {Charts.BLUE, Charts.GREEN, Charts.ORANGE};
    float[] targets = {0, 0.7f, 1};
    MalignantLoss loss = new MalignantLoss();
    for (int i = 0; i < targets.length; i++) {
      float[] target = new float[count];
      Arrays.fill(target, targets[i]);
      double[] each = new double[count];
      float[] gradient = new float[count];
      loss.perExample(logits, target, each);
      loss.forwardBackward(logits, target, gradient, 1);
      String name =
          "target " + (targets[i] == (int) targets[i] ? "%.0f" : "%.1f").formatted(targets[i]);
      Charts.line(losses, name, colours[i], xs, each);
      Charts.line(gradients, name, colours[i], xs, doubles(gradient));
    }
    return Charts.sideBySide(losses, gradients);
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}
