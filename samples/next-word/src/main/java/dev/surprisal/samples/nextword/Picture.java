package dev.surprisal.samples.nextword;

import dev.surprisal.samples.common.Charts;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** The loss as it falls, beside what counting models reach. */
final class Picture {
  private Picture() {}

  static BufferedImage draw(List<Point> points, double unigrams, double bigrams) {
    XYChart chart =
        Charts.chart(
            "The next of %,d words".formatted(Vocabulary.SIZE),
            "words learned from, in thousands",
            "surprisal of a word, in nats");
    double[] words = points.stream().mapToDouble(point -> point.words() / 1000.0).toArray();
    double[] trained = points.stream().mapToDouble(Point::trained).toArray();
    double[] tested = points.stream().mapToDouble(Point::tested).toArray();
    double[] ends = {words[0], words[words.length - 1]};
    Charts.marked(chart, "training", Charts.BLUE, words, trained);
    Charts.marked(chart, "unseen words", Charts.ORANGE, words, tested);
    Charts.dashed(chart, "unigrams", Charts.GREY, ends, new double[] {unigrams, unigrams});
    Charts.dashed(chart, "bigrams", Charts.GREEN, ends, new double[] {bigrams, bigrams});
    return BitmapEncoder.getBufferedImage(chart);
  }
}
