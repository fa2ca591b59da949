package dev.surprisal.samples.digits;

import dev.surprisal.samples.common.Charts;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;

/** What came of a training, as pictures for people. */
final class Pictures {
  private Pictures() {}

  static BufferedImage learningCurves(List<Training.Epoch> history) {
    XYChart losses = Charts.chart("Loss", "epoch", "nats per digit (logarithmic)");
    Charts.logarithmicY(losses.getStyler());
    line(losses, "training", history, Charts.BLUE, epoch -> epoch.trained().mean());
    line(losses, "held out", history, Charts.ORANGE, epoch -> epoch.tested().loss().mean());
    XYChart accuracy = Charts.chart("Accuracy", "epoch", "% of digits");
    line(accuracy, "held out", history, Charts.ORANGE, epoch -> 100 * epoch.tested().accuracy());
    return Charts.sideBySide(losses, accuracy);
  }

  private static void line(
      XYChart chart,
      String name,
      List<Training.Epoch> history,
      Color colour,
      ToDoubleFunction<Training.Epoch> value) {
    double[] epochs = history.stream().mapToDouble(Training.Epoch::number).toArray();
    Charts.line(chart, name, colour, epochs, history.stream().mapToDouble(value).toArray());
  }

  static BufferedImage confusion(Evaluation evaluation) {
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(720)
            .height(640)
            .title("What each digit of the test set was taken for")
            .xAxisTitle("taken for")
            .yAxisTitle("really is")
            .build();
    Charts.plain(chart.getStyler());
    chart.getStyler().setShowValue(true);
    chart.getStyler().setRangeColors(new Color[] {new Color(0xf8dfc6), new Color(0x8db8e8)});
    chart.getStyler().setXAxisTickMarkSpacingHint(40);
    chart.getStyler().setYAxisTickMarkSpacingHint(40);
    chart.getStyler().setPlotContentSize(1);
    chart.getStyler().setLegendVisible(false);
    List<Integer> digits = IntStream.range(0, DigitHead.DIGITS).boxed().toList();
    chart.addSeries("digits", digits, digits, cells(evaluation.confusion()));
    return BitmapEncoder.getBufferedImage(chart);
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
}
