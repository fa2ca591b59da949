package dev.surprisal.samples.digits;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What came of a training, as pictures for people. */
final class Pictures {
  static final Color BLUE = new Color(0x1f5fa8);
  static final Color ORANGE = new Color(0xd9731a);

  private final Path folder;

  Pictures(Path folder) {
    this.folder = folder;
  }

  /** Draws all of them; returns their files. */
  List<Path> draw(List<Training.Epoch> history, Digits heldOut) throws IOException {
    Evaluation last = history.get(history.size() - 1).tested();
    return List.of(
        save("learning-curves", sideBySide(losses(history), accuracy(history))),
        save("confusion", BitmapEncoder.getBufferedImage(confusion(last))),
        save("most-surprising", MostSurprising.draw(last, heldOut)));
  }

  private Path save(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name + ".png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static BufferedImage sideBySide(XYChart left, XYChart right) {
    int width = left.getWidth() + right.getWidth();
    BufferedImage image = new BufferedImage(width, left.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.drawImage(BitmapEncoder.getBufferedImage(left), 0, 0, null);
    graphics.drawImage(BitmapEncoder.getBufferedImage(right), left.getWidth(), 0, null);
    graphics.dispose();
    return image;
  }

  private static XYChart losses(List<Training.Epoch> history) {
    XYChart chart = curves("Loss", "nats per digit (logarithmic)");
    chart.getStyler().setYAxisLogarithmic(true);
    line(chart, "training", history, BLUE, epoch -> epoch.trained().mean());
    line(chart, "held out", history, ORANGE, epoch -> epoch.tested().loss().mean());
    return chart;
  }

  private static XYChart accuracy(List<Training.Epoch> history) {
    XYChart chart = curves("Accuracy", "% of digits");
    line(chart, "held out", history, ORANGE, epoch -> 100 * epoch.tested().accuracy());
    return chart;
  }

  private static XYChart curves(String title, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(560)
            .height(440)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(yAxis)
            .build();
    plain(chart.getStyler());
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setLegendBorderColor(Color.WHITE);
    chart.getStyler().setXAxisMaxLabelCount(10);
    return chart;
  }

  private static void line(
      XYChart chart,
      String name,
      List<Training.Epoch> history,
      Color colour,
      ToDoubleFunction<Training.Epoch> value) {
    double[] epochs = history.stream().mapToDouble(Training.Epoch::number).toArray();
    XYSeries series = chart.addSeries(name, epochs, history.stream().mapToDouble(value).toArray());
    series.setLineColor(colour);
    series.setMarker(SeriesMarkers.NONE);
  }

  private static HeatMapChart confusion(Evaluation evaluation) {
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(720)
            .height(640)
            .title("What each digit of the test set was taken for")
            .xAxisTitle("taken for")
            .yAxisTitle("really is")
            .build();
    plain(chart.getStyler());
    chart.getStyler().setShowValue(true);
    chart.getStyler().setRangeColors(new Color[] {new Color(0xf8dfc6), new Color(0x8db8e8)});
    chart.getStyler().setXAxisTickMarkSpacingHint(40);
    chart.getStyler().setYAxisTickMarkSpacingHint(40);
    chart.getStyler().setPlotContentSize(1);
    chart.getStyler().setLegendVisible(false);
    List<Integer> digits = IntStream.range(0, DigitHead.DIGITS).boxed().toList();
    chart.addSeries("digits", digits, digits, cells(evaluation.confusion()));
    return chart;
  }

  /** Column, row and count of what occurred at all. */
  private static List<Number[]> cells(int[][] counts) {
    List<Number[]> cells = new ArrayList<>();
    for (int label = 0; label < counts.length; label++) {
      for (int taken = 0; taken < counts.length; taken++) {
        if (counts[label][taken] > 0) {
          cells.add(new Number[] {taken, label, counts[label][taken]});
        }
      }
    }
    return cells;
  }

  private static void plain(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(new Color(0xe4e4e4));
  }
}
