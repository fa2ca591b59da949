package dev.surprisal.samples.diabetes;

import dev.surprisal.samples.common.Charts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What came of it, as pictures for people. */
final class Pictures {
  /** A share, and how many deviations to either side hold that share of a Gaussian. */
  private static final double[][] SHARES = {
    {0.1, 0.1257},
    {0.2, 0.2533},
    {0.3, 0.3853},
    {0.4, 0.5244},
    {0.5, Forecasts.HALF},
    {0.6, 0.8416},
    {0.7, 1.0364},
    {0.8, 1.2816},
    {0.9, Forecasts.NINE_TENTHS},
    {0.95, 1.96},
    {0.99, 2.5758}
  };

  private static final List<String> THIRDS = List.of("most sure", "in between", "least sure");

  private static final String UNIT = "unit variance";
  private static final String ONE = "one for all";
  private static final String LEARNED = "learned";

  private Pictures() {}

  static BufferedImage intervals(Forecasts unit, Forecasts learned) {
    return Charts.sideBySide(
        intervals("Unit variance", unit), intervals("Learned variance", learned));
  }

  private static XYChart intervals(String title, Forecasts forecasts) {
    XYChart chart =
        Charts.chart(
            title, "patients, in the order of what was predicted", "progression after a year");
    chart.getStyler().setXAxisTicksVisible(false);
    chart.getStyler().setYAxisMin(-100.0).setYAxisMax(450.0);
    int[] order =
        IntStream.range(0, forecasts.count())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> forecasts.means()[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = IntStream.range(0, order.length).mapToDouble(i -> i).toArray();
    double[] means = forecasts.means();
    double[] widths =
        IntStream.range(0, order.length)
            .mapToDouble(i -> Forecasts.NINE_TENTHS * forecasts.deviations()[i])
            .toArray();
    Charts.points(chart, "patient", Charts.GREY, ranks, measures(order, i -> forecasts.truth()[i]));
    Charts.line(
            chart, "upper end", Charts.ORANGE, ranks, measures(order, i -> means[i] + widths[i]))
        .setShowInLegend(false);
    Charts.line(chart, "predicted", Charts.BLUE, ranks, measures(order, i -> means[i]));
    Charts.line(
        chart,
        "ends of the 90 % interval",
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

  static BufferedImage coverage(Forecasts unit, Forecasts one, Forecasts learned) {
    return Charts.sideBySide(ofAllPatients(unit, one, learned), ofThirds(unit, one, learned));
  }

  private static XYChart ofAllPatients(Forecasts unit, Forecasts one, Forecasts learned) {
    XYChart chart = Charts.chart("All patients", "% promised", "% of patients within");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    double[] ends = {0, 100};
    double[] promised =
        IntStream.range(0, SHARES.length).mapToDouble(i -> 100 * SHARES[i][0]).toArray();
    Charts.dashed(chart, "as promised", Charts.GREY, ends, ends);
    Charts.marked(chart, UNIT, Charts.BLUE, promised, kept(unit));
    Charts.marked(chart, ONE, Charts.GREEN, promised, kept(one));
    Charts.marked(chart, LEARNED, Charts.ORANGE, promised, kept(learned));
    return chart;
  }

  private static CategoryChart ofThirds(Forecasts unit, Forecasts one, Forecasts learned) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(560)
            .height(440)
            .title("Patients of whom the network is …")
            .yAxisTitle("% within intervals of 90 %")
            .build();
    Charts.plain(chart.getStyler());
    Charts.legendBelow(chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    chart.getStyler().setOverlapped(true);
    chart.getStyler().setYAxisMin(80.0).setYAxisMax(100.0);
    CategorySeries promised = thirds(chart, "as promised", Charts.GREY, List.of(90.0, 90.0, 90.0));
    promised.setLineStyle(SeriesLines.DASH_DASH);
    promised.setMarker(SeriesMarkers.NONE);
    thirds(chart, UNIT, Charts.BLUE, kept(unit, learned));
    thirds(chart, ONE, Charts.GREEN, kept(one, learned));
    thirds(chart, LEARNED, Charts.ORANGE, kept(learned, learned));
    return chart;
  }

  private static CategorySeries thirds(
      CategoryChart chart, String name, Color colour, List<Double> values) {
    CategorySeries series = chart.addSeries(name, THIRDS, values);
    series.setLineColor(colour);
    series.setMarkerColor(colour);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setLineStyle(new BasicStroke(2));
    return series;
  }

  private static List<Double> kept(Forecasts forecasts, Forecasts ordering) {
    return IntStream.range(0, 3)
        .mapToObj(number -> 100 * forecasts.coverage(Forecasts.NINE_TENTHS, ordering.third(number)))
        .toList();
  }

  private static double[] kept(Forecasts forecasts) {
    return IntStream.range(0, SHARES.length)
        .mapToDouble(i -> 100 * forecasts.coverage(SHARES[i][1]))
        .toArray();
  }
}
