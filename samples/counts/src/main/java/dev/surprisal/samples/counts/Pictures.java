package dev.surprisal.samples.counts;

import dev.surprisal.samples.common.Charts;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** What came of it, as pictures for people. */
final class Pictures {
  private static final String POISSON = "Poisson";
  private static final String NEGATIVE_BINOMIAL = "negative binomial";

  /** Counts that the first picture shows. */
  private static final int SHOWN = 21;

  private static final double EDGE = 45;

  private Pictures() {}

  static BufferedImage visits(Forecasts forecasts) {
    return Charts.sideBySide(rootogram(forecasts), quantiles(forecasts));
  }

  /** Square roots of counts vary alike, however large the counts are (after Tukey). */
  private static XYChart rootogram(Forecasts forecasts) {
    XYChart chart =
        Charts.chart("How many people", "visits in a year", "people (a scale of roots)");
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(20.0);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(root -> "%.0f".formatted(root * root));
    double[] counts = IntStream.range(0, SHOWN).mapToDouble(count -> count).toArray();
    Charts.marked(chart, POISSON, Charts.BLUE, counts, roots(forecasts.poisson().expected()));
    Charts.marked(
        chart,
        NEGATIVE_BINOMIAL,
        Charts.ORANGE,
        counts,
        roots(forecasts.negativeBinomial().expected()));
    Charts.points(chart, "as it was", Charts.GREY, counts, roots(forecasts.poisson().observed()));
    return chart;
  }

  private static double[] roots(double[] people) {
    return Arrays.stream(people, 0, SHOWN).map(Math::sqrt).toArray();
  }

  private static XYChart quantiles(Forecasts forecasts) {
    XYChart chart = Charts.chart("Quantiles", "visits by the model", "visits as they were");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(EDGE);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(EDGE);
    double[] ends = {0, EDGE};
    Charts.dashed(chart, "the same", Charts.GREY, ends, ends);
    quantiles(chart, POISSON, Charts.BLUE, forecasts.poisson());
    quantiles(chart, NEGATIVE_BINOMIAL, Charts.ORANGE, forecasts.negativeBinomial());
    return chart;
  }

  private static void quantiles(XYChart chart, String name, Color colour, Forecast forecast) {
    Charts.points(chart, name, colour, forecast.expectedQuantiles(), forecast.observedQuantiles());
  }
}
