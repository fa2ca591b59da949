package dev.surprisal.samples.sparkdigits;

import dev.surprisal.samples.common.Charts;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** What unseen digits say of models, iteration by iteration. */
final class Picture {
  private Picture() {}

  static BufferedImage draw(List<Score> plain, List<Score> smooth) {
    return Charts.sideBySide(
        chart("Surprisal of unseen digits", "nats per digit", plain, smooth, Score::nats),
        chart("Digits taken for others", "%", plain, smooth, score -> 100 * score.wrong()));
  }

  private static XYChart chart(
      String title,
      String axis,
      List<Score> plain,
      List<Score> smooth,
      ToDoubleFunction<Score> value) {
    XYChart chart = Charts.chart(title, "iterations", axis);
    chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0);
    double[] iterations = Arrays.stream(Main.ITERATIONS).asDoubleStream().toArray();
    Charts.marked(
        chart, "as Spark's", Charts.BLUE, iterations, plain.stream().mapToDouble(value).toArray());
    Charts.marked(
        chart,
        "label smoothing",
        Charts.ORANGE,
        iterations,
        smooth.stream().mapToDouble(value).toArray());
    return chart;
  }
}
