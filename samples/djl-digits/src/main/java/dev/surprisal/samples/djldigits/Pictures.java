package dev.surprisal.samples.djldigits;

import dev.surprisal.samples.common.Charts;
import java.awt.image.BufferedImage;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** What came of it, as charts. */
final class Pictures {
  private static final String ONE = "one variance for all";
  private static final String LEARNED = "learned variance";

  private Pictures() {}

  static BufferedImage sureness(Forecast one, Forecast learned) {
    return Charts.sideBySide(errors(one, learned), coverage(one, learned));
  }

  /** By tenths of the pixels: how wrong a network expects to be, and how wrong it is. */
  private static XYChart errors(Forecast one, Forecast learned) {
    XYChart chart =
        Charts.chart("How wrong it is", "expected: the mean deviation", "root mean squared error");
    double[] ends = {0, 0.4};
    double[] expected = tenths(learned, learned::meanDeviation);
    Charts.dashed(chart, "as expected", Charts.GREY, ends, ends);
    Charts.marked(
        chart, LEARNED, Charts.ORANGE, expected, tenths(learned, learned::rootMeanSquare));
    int[] all = one.all();
    Charts.points(
        chart,
        ONE,
        Charts.BLUE,
        new double[] {one.meanDeviation(all)},
        new double[] {one.rootMeanSquare(all)});
    return chart;
  }

  private static XYChart coverage(Forecast one, Forecast learned) {
    XYChart chart =
        Charts.chart(
            "How many pixels are within 90 %",
            "tenths of the pixels, the surest first", "% within the interval");
    chart.getStyler().setYAxisMin(60.0).setYAxisMax(100.0);
    double[] numbers = IntStream.rangeClosed(1, 10).asDoubleStream().toArray();
    Charts.dashed(chart, "as promised", Charts.GREY, new double[] {1, 10}, new double[] {90, 90});
    Charts.marked(
        chart,
        LEARNED,
        Charts.ORANGE,
        numbers,
        tenths(learned, some -> 100 * learned.coverage(some)));
    Charts.marked(
        chart, ONE, Charts.BLUE, numbers, tenths(learned, some -> 100 * one.coverage(some)));
    return chart;
  }

  private static double[] tenths(Forecast ordering, ToDoubleFunction<int[]> value) {
    return IntStream.range(0, 10)
        .mapToDouble(number -> value.applyAsDouble(ordering.tenth(number)))
        .toArray();
  }
}
