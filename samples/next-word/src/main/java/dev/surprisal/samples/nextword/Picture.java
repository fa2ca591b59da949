package dev.surprisal.samples.nextword;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss as it falls, beside what counting models reach. */
final class Picture {
  private Picture() {}

  static void save(List<Point> points, double unigrams, double bigrams, Path file)
      throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(520)
            .title("The next of " + Vocabulary.SIZE + " words")
            .xAxisTitle("words learned from, in thousands")
            .yAxisTitle("surprisal of a word, in nats")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setMarkerSize(5);
    double[] words = points.stream().mapToDouble(point -> point.words() / 1000.0).toArray();
    chart.addSeries("training", words, points.stream().mapToDouble(Point::trained).toArray());
    chart.addSeries("unseen words", words, points.stream().mapToDouble(Point::tested).toArray());
    line(chart, "unigrams", words, unigrams);
    line(chart, "bigrams", words, bigrams);
    ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
  }

  private static void line(XYChart chart, String name, double[] words, double height) {
    double[] ends = {words[0], words[words.length - 1]};
    chart.addSeries(name, ends, new double[] {height, height}).setMarker(SeriesMarkers.NONE);
  }
}
