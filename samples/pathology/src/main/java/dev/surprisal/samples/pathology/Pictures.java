package dev.surprisal.samples.pathology;

import dev.surprisal.samples.common.Charts;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** What came of it, as pictures for people. */
final class Pictures {
  private static final List<Color> COLOURS = List.of(Charts.BLUE, Charts.ORANGE, Charts.GREEN);

  private Pictures() {}

  static BufferedImage courses(List<Course> courses) {
    XYChart gradients =
        Charts.chart("Gradient by the logits", "epoch", "mean length for a digit (logarithmic)");
    Charts.logarithmicY(gradients.getStyler());
    XYChart accuracy = Charts.chart("Accuracy", "epoch", "% of held-out digits");
    accuracy.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    for (int i = 0; i < courses.size(); i++) {
      line(gradients, courses.get(i), COLOURS.get(i), Course.Point::gradient);
      line(accuracy, courses.get(i), COLOURS.get(i), point -> 100 * point.accuracy());
    }
    return Charts.sideBySide(gradients, accuracy);
  }

  private static void line(
      XYChart chart, Course course, Color colour, ToDoubleFunction<Course.Point> value) {
    Charts.line(
        chart,
        course.name(),
        colour,
        course.points().stream().mapToDouble(Course.Point::epoch).toArray(),
        course.points().stream().mapToDouble(value).toArray());
  }

  /** Of two classes the second is true; the logit of the first grows. */
  static BufferedImage oneExample() {
    String logit = "logit of the wrong class, the other's is 0";
    XYChart losses = Charts.chart("The loss of one example", logit, "nats, or half the square");
    XYChart gradients = Charts.chart("Its gradient", logit, "by the logit of the wrong class");
    example(losses, gradients, "likelihood", Charts.BLUE, Gradients.likelihood(2));
    example(losses, gradients, "squared error", Charts.ORANGE, Gradients.squaredError(2));
    return Charts.sideBySide(losses, gradients);
  }

  private static void example(
      XYChart losses, XYChart gradients, String name, Color colour, Gradients loss) {
    int count = 49;
    double[] xs = new double[count];
    double[] values = new double[count];
    double[] slopes = new double[count];
    for (int i = 0; i < count; i++) {
      xs[i] = -4 + 12.0 * i / (count - 1);
      float[] logits = {(float) xs[i], 0};
      values[i] = loss.backward(logits, new int[] {1});
      slopes[i] = logits[0];
    }
    Charts.line(losses, name, colour, xs, values);
    Charts.line(gradients, name, colour, xs, slopes);
    losses.getStyler().setXAxisMaxLabelCount(7);
    gradients.getStyler().setXAxisMaxLabelCount(7);
  }
}
