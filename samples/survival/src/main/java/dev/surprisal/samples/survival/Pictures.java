package dev.surprisal.samples.survival;

import dev.surprisal.samples.common.Charts;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/** What came of it, as pictures for people. */
final class Pictures {
  private static final double WEEKS = 35;

  private Pictures() {}

  static BufferedImage remissions() {
    return Charts.sideBySide(
        curves("Placebo", Patients.givenPlacebo()),
        curves("6-mercaptopurine", Patients.givenMercaptopurine()));
  }

  private static XYChart curves(String title, Patients patients) {
    XYChart chart = Charts.chart(title, "weeks", "share in remission");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(WEEKS);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    KaplanMeier seen = KaplanMeier.of(patients);
    curve(chart, "Kaplan-Meier", Charts.GREY, 0.02, seen::after);
    curve(chart, "Weibull", Charts.BLUE, 0.25, Fit.of(new RemissionLoss(), patients)::after);
    curve(
        chart,
        "log-normal",
        Charts.ORANGE,
        0.25,
        Fit.of(new LogNormalRemissionLoss(), patients)::after);
    return chart;
  }

  private static void curve(
      XYChart chart, String name, Color colour, double step, DoubleUnaryOperator share) {
    double[] weeks =
        DoubleStream.iterate(step, week -> week <= WEEKS, week -> week + step).toArray();
    Charts.line(chart, name, colour, weeks, DoubleStream.of(weeks).map(share).toArray());
  }
}
