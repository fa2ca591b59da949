package dev.surprisal.samples.boostedtrees;

import dev.surprisal.samples.common.Charts;
import java.awt.image.BufferedImage;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** What came of it, as pictures for people. */
final class Pictures {
  private Pictures() {}

  /** Errors and 90 % intervals, in the order of how sure the trees with learned variance are. */
  static BufferedImage intervals(Forecasts one, Forecasts learned) {
    int[] order = learned.bySureness();
    return Charts.sideBySide(
        intervals("One variance for all", one, order),
        intervals("Learned variance", learned, order));
  }

  private static XYChart intervals(String title, Forecasts forecasts, int[] order) {
    XYChart chart =
        Charts.chart(title, "patients, the surest first", "progression less what was forecast");
    chart.getStyler().setXAxisTicksVisible(false);
    chart.getStyler().setYAxisMin(-200.0).setYAxisMax(200.0);
    chart.getStyler().setMarkerSize(4);
    double[] ranks = IntStream.range(0, order.length).mapToDouble(i -> i).toArray();
    IntToDoubleFunction end = i -> Forecasts.NINE_TENTHS * forecasts.deviation(i);
    Charts.points(
        chart,
        "patient",
        Charts.GREY,
        ranks,
        measures(order, i -> forecasts.truth()[i] - forecasts.mean(i)));
    Charts.line(chart, "upper end", Charts.ORANGE, ranks, measures(order, end))
        .setShowInLegend(false);
    Charts.line(
        chart,
        "ends of the 90 % interval",
        Charts.ORANGE,
        ranks,
        measures(order, i -> -end.applyAsDouble(i)));
    return chart;
  }

  private static double[] measures(int[] order, IntToDoubleFunction value) {
    return IntStream.of(order).mapToDouble(i -> Patients.UNIT * value.applyAsDouble(i)).toArray();
  }
}
