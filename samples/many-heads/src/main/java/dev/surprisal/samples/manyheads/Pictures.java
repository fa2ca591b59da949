package dev.surprisal.samples.manyheads;

import dev.surprisal.runtime.LossValue;
import dev.surprisal.samples.common.Charts;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.XYChart;

/** How the losses fall, a chart for each head. */
final class Pictures {
  private Pictures() {}

  static BufferedImage learningCurves(List<Training.Epoch> history) {
    return Charts.sideBySide(
        curves("Which digit?", history, GlimpseLoss.Values::digit),
        curves("A closed loop?", history, GlimpseLoss.Values::loop),
        curves("How much ink below?", history, GlimpseLoss.Values::ink));
  }

  private static XYChart curves(
      String title, List<Training.Epoch> history, Function<GlimpseLoss.Values, LossValue> head) {
    XYChart chart = Charts.chart(title, "epoch", "nats per digit");
    double[] epochs = history.stream().mapToDouble(Training.Epoch::number).toArray();
    double[] trained =
        history.stream().mapToDouble(epoch -> head.apply(epoch.trained()).mean()).toArray();
    double[] tested =
        history.stream().mapToDouble(epoch -> head.apply(epoch.tested()).mean()).toArray();
    Charts.line(chart, "training", Charts.BLUE, epochs, trained);
    Charts.line(chart, "held out", Charts.ORANGE, epochs, tested);
    return chart;
  }
}
