package dev.surprisal.samples.diabetes;

import dev.surprisal.samples.common.Charts;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** What came of it, as pictures for people. */
final class Pictures {
  /** A share, and how many deviations to either side hold that share of a Gaussian. */
  private static final double[][] SHARES = {
    {0.1, 0.1257},
    {0.2, 0.2533},
    {0.3, 0.3853},
    {0.4, 0.5244},
    {0.5, 0.6745},
    {0.6, 0.8416},
    {0.7, 1.0364},
    {0.8, 1.2816},
    {0.9, Forecasts.NINE_TENTHS},
    {0.95, 1.96},
    {0.99, 2.5758}
  };

  private Pictures() {}

  static BufferedImage intervals(Forecasts unit, Forecasts learned) {
    return Charts.sideBySide(
        intervals("Unit variance", unit), intervals("Learned variance", learned));
  }

  private static XYChart intervals(String title, Forecasts forecasts) {
    XYChart chart =
        Charts.chart(title, "patients, by what was foretold", "progression after a year");
    chart.getStyler().setXAxisMaxLabelCount(5);
    chart.getStyler().setYAxisMin(-100.0).setYAxisMax(450.0);
    int[] order =
        IntStream.range(0, forecasts.count())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> forecasts.means()[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = IntStream.range(0, order.length).mapToDouble(i -> i + 1).toArray();
    double[] means = forecasts.means();
    double[] widths =
        IntStream.range(0, order.length)
            .mapToDouble(i -> Forecasts.NINE_TENTHS * forecasts.deviations()[i])
            .toArray();
    Charts.points(chart, "patient", Charts.GREY, ranks, measures(order, i -> forecasts.truth()[i]));
    Charts.line(
        chart,
        "upper end of 90 %",
        Charts.ORANGE,
        ranks,
        measures(order, i -> means[i] + widths[i]));
    Charts.line(chart, "foretold", Charts.BLUE, ranks, measures(order, i -> means[i]));
    Charts.line(
        chart,
        "lower end of 90 %",
        Charts.ORANGE,
        ranks,
        measures(order, i -> means[i] - widths[i]));
    chart.getStyler().setMarkerSize(4);
    return chart;
  }

  private static double[] measures(int[] order, IntToDoubleFunction value) {
    return IntStream.of(order)
        .mapToDouble(i -> Patients.ORIGIN + Patients.UNIT * value.applyAsDouble(i))
        .toArray();
  }

  static BufferedImage coverage(Forecasts unit, Forecasts learned) {
    XYChart chart =
        Charts.chart("Intervals that keep their word", "% promised", "% of patients within");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    double[] ends = {0, 100};
    double[] promised =
        IntStream.range(0, SHARES.length).mapToDouble(i -> 100 * SHARES[i][0]).toArray();
    Charts.dashed(chart, "as promised", Charts.GREY, ends, ends);
    Charts.marked(chart, "unit variance", Charts.BLUE, promised, kept(unit));
    Charts.marked(chart, "learned variance", Charts.ORANGE, promised, kept(learned));
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static double[] kept(Forecasts forecasts) {
    return IntStream.range(0, SHARES.length)
        .mapToDouble(i -> 100 * forecasts.coverage(SHARES[i][1]))
        .toArray();
  }
}
