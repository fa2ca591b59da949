package dev.surprisal.benchmark;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Times by the number of classes, a line for each kind of kernels. */
final class SizesChart {
  private static final Map<KernelSetting, Color> COLOURS =
      Map.of(
          KernelSetting.AUTO, new Color(0x7a7a7a),
          KernelSetting.SCALAR, new Color(0xd9731a),
          KernelSetting.VECTOR, new Color(0x1f5fa8));

  private SizesChart() {}

  static BufferedImage of(Map<KernelSetting, SortedMap<Integer, Double>> times) {
    XYChart chart =
        new XYChartBuilder()
            .width(1200)
            .height(700)
            .title("Loss and gradient of softmax")
            .xAxisTitle("classes (logarithmic)")
            .yAxisTitle("ns per logit (logarithmic)")
            .build();
    Charts.style(chart.getStyler());
    Charts.logarithmicX(chart.getStyler());
    Charts.logarithmicY(chart.getStyler());
    times.forEach((setting, bySize) -> {
      XYSeries series =
          chart.addSeries(
              setting + " kernels", List.copyOf(bySize.keySet()), List.copyOf(bySize.values()));
      series.setLineColor(COLOURS.get(setting));
      series.setMarkerColor(COLOURS.get(setting));
      series.setMarker(SeriesMarkers.CIRCLE);
    });
    chart.getStyler().setMarkerSize(4);
    return BitmapEncoder.getBufferedImage(chart);
  }
}
