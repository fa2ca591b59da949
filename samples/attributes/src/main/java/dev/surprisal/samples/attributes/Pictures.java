package dev.surprisal.samples.attributes;

import dev.surprisal.samples.common.Charts;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What came of it, as pictures for people. */
final class Pictures {
  private static final List<String> TITLES =
      Stream.of(Attribute.values()).map(Attribute::title).toList();

  private Pictures() {}

  static BufferedImage together(Said truth, Said each, Said one) {
    return Charts.sideBySide(
        together("both in truth, % of digits", truth),
        together("by four Bernoullis, %", each),
        together("by a softmax, %", one));
  }

  private static HeatMapChart together(String title, Said said) {
    HeatMapChart chart = new HeatMapChartBuilder().width(400).height(400).title(title).build();
    Charts.plain(chart.getStyler());
    chart.getStyler().setShowValue(true);
    chart.getStyler().setHeatMapValueDecimalPattern("#0");
    chart.getStyler().setXAxisTickMarkSpacingHint(40);
    chart.getStyler().setYAxisTickMarkSpacingHint(40);
    chart.getStyler().setPlotContentSize(1);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setMin(0).setMax(50);
    chart.getStyler().setRangeColors(new Color[] {new Color(0xfdf3e8), new Color(0x8db8e8)});
    chart.getStyler().setXAxisLabelRotation(45);
    List<Number[]> cells = new ArrayList<>();
    for (Attribute one : Attribute.values()) {
      for (Attribute other : Attribute.values()) {
        cells.add(
            new Number[] {
              one.ordinal(), other.ordinal(), Math.round(100 * said.together(one, other))
            });
      }
    }
    chart.addSeries("share", TITLES, TITLES, cells);
    return chart;
  }

  static BufferedImage ofSomeDigits(Said each, Said one) {
    return Charts.sideBySide(
        ofDigit("A one: nothing holds", 1, each, one),
        ofDigit("A two: two things hold", 2, each, one),
        ofDigit("An eight: three things hold", 8, each, one));
  }

  private static CategoryChart ofDigit(String title, int digit, Said each, Said one) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(400)
            .height(360)
            .title(title)
            .yAxisTitle("mean probability")
            .build();
    Charts.plain(chart.getStyler());
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    chart.getStyler().setXAxisLabelRotation(45);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setLegendBorderColor(Color.WHITE);
    chart.addSeries("four Bernoullis", TITLES, means(each, digit)).setFillColor(Charts.BLUE);
    chart.addSeries("a softmax", TITLES, means(one, digit)).setFillColor(Charts.ORANGE);
    return chart;
  }

  private static List<Double> means(Said said, int digit) {
    return Stream.of(Attribute.values()).map(attribute -> said.mean(digit, attribute)).toList();
  }
}
