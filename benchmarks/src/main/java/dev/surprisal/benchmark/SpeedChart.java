package dev.surprisal.benchmark;

import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Times as groups of bars, a group for each work. */
final class SpeedChart {
  private SpeedChart() {}

  static CategoryChart of(Times times) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(1600)
            .height(900)
            .title("Nanoseconds per output, medians")
            .yAxisTitle("ns per output (logarithmic)")
            .build();
    Charts.style(chart.getStyler(), times.shortest());
    chart.getStyler().setXAxisLabelRotation(20);
    chart.getStyler().setAvailableSpaceFill(0.85);
    List<String> titles = times.works().stream().map(work -> work.title).toList();
    for (Column column : times.columns()) {
      List<Double> medians =
          times.works().stream().map(work -> times.cell(work, column).median()).toList();
      chart.addSeries(column.title, titles, medians).setFillColor(column.colour);
    }
    return chart;
  }
}
