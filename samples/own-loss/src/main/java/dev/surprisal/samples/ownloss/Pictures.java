package dev.surprisal.samples.ownloss;

import dev.surprisal.samples.common.Charts;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** What came of it, as a picture for people. */
final class Pictures {
  private static final double[] SHARES =
      Findings.SHARES.stream().mapToDouble(Long::doubleValue).toArray();

  private Pictures() {}

  static BufferedImage care(Findings findings) {
    return Charts.sideBySide(
        chart(findings, "Who goes at all", "people, per cent", 100, care -> 100 * care.going()),
        chart(findings, "How often, of those who go", "visits in a year", 6, Care::visits));
  }

  private static XYChart chart(
      Findings findings, String title, String axis, double top, ToDoubleFunction<Care> part) {
    XYChart chart = Charts.chart(title, "what they pay of a bill, per cent", axis);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(top);
    Charts.marked(chart, "by the formula", Charts.BLUE, SHARES, parts(findings.expected(), part));
    Charts.points(chart, "as it was", Charts.GREY, SHARES, parts(findings.observed(), part));
    return chart;
  }

  private static double[] parts(List<Care> all, ToDoubleFunction<Care> part) {
    return all.stream().mapToDouble(part).toArray();
  }
}
