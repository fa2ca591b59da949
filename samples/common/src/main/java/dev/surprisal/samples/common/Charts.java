package dev.surprisal.samples.common;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Set;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts that look alike. */
public final class Charts {
  /** The first colour. */
  public static final Color BLUE = new Color(0x1f5fa8);

  /** The second. */
  public static final Color ORANGE = new Color(0xd9731a);

  /** The third. */
  public static final Color GREEN = new Color(0x3a8a4f);

  /** For what things are held against. */
  public static final Color GREY = new Color(0x8a8a8a);

  private static final Set<Integer> LABELLED_DIGITS = Set.of(1, 2, 5);

  private Charts() {}

  /** A chart without lines, its legend below. */
  public static XYChart chart(String title, String xAxis, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(560)
            .height(440)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    plain(chart.getStyler());
    legendBelow(chart.getStyler());
    chart.getStyler().setXAxisMaxLabelCount(10);
    return chart;
  }

  /** White, with a quiet grid. */
  public static void plain(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(new Color(0xe4e4e4));
  }

  /** A logarithmic scale, on which 1, 2 and 5 of each decade are labelled. */
  public static void logarithmicY(AxesChartStyler styler) {
    styler.setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(false);
    styler.setYAxisTickLabelsFormattingFunction(Charts::tickLabel);
  }

  /** The label of a tick that is a digit times a power of ten; a chart needs one for every tick. */
  static String tickLabel(double tick) {
    BigDecimal digit = new BigDecimal(tick).round(new MathContext(1)).stripTrailingZeros();
    return LABELLED_DIGITS.contains(digit.unscaledValue().intValueExact())
        ? digit.toPlainString()
        : " ";
  }

  /** The legend in a row below. */
  public static void legendBelow(AxesChartStyler styler) {
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
  }

  /** Draws a line through points. */
  public static XYSeries line(XYChart chart, String name, Color colour, double[] xs, double[] ys) {
    XYSeries series = chart.addSeries(name, xs, ys);
    series.setLineColor(colour);
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }

  /** Draws a broken line, for what others are held against. */
  public static void dashed(XYChart chart, String name, Color colour, double[] xs, double[] ys) {
    line(chart, name, colour, xs, ys).setLineStyle(SeriesLines.DASH_DASH);
  }

  /** Draws points. */
  public static void points(XYChart chart, String name, Color colour, double[] xs, double[] ys) {
    XYSeries series = chart.addSeries(name, xs, ys);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(colour);
  }

  /** Draws a line with its points marked. */
  public static void marked(XYChart chart, String name, Color colour, double[] xs, double[] ys) {
    XYSeries series = line(chart, name, colour, xs, ys);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(colour);
    series.setLineStyle(new BasicStroke(2));
  }

  /** One chart beside the other. */
  public static BufferedImage sideBySide(Chart<?, ?>... charts) {
    int width = 0;
    int height = 0;
    for (Chart<?, ?> chart : charts) {
      width += chart.getWidth();
      height = Math.max(height, chart.getHeight());
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    int x = 0;
    for (Chart<?, ?> chart : charts) {
      graphics.drawImage(BitmapEncoder.getBufferedImage(chart), x, 0, null);
      x += chart.getWidth();
    }
    graphics.dispose();
    return image;
  }
}
