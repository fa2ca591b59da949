package dev.surprisal.benchmark;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Times as dots in a row for each work: above, the loss beside others; below, what else may be
 * asked of it.
 */
final class SpeedChart {
  private static final List<Column> OTHERS =
      List.of(
          Column.COPY,
          Column.PLAIN_LOOP,
          Column.TORCH_AUTOGRAD,
          Column.TORCH_COMPOSED,
          Column.LOSS_AND_GRADIENT);

  private static final List<Column> VARIANTS =
      List.of(
          Column.IN_DOUBLE,
          Column.LOSS_ALONE,
          Column.IN_PLACE,
          Column.ALL_THREADS,
          Column.LOSS_AND_GRADIENT);

  private SpeedChart() {}

  static BufferedImage of(Times times) {
    DotPlot others = plot("Loss and gradient, beside others", times, OTHERS);
    DotPlot variants =
        plot("The same on all threads, in place, in double; the loss alone", times, VARIANTS);
    BufferedImage image =
        new BufferedImage(
            DotPlot.WIDTH, others.height() + variants.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    others.draw(graphics);
    graphics.translate(0, others.height());
    variants.draw(graphics);
    graphics.dispose();
    return image;
  }

  private static DotPlot plot(String title, Times times, List<Column> columns) {
    return new DotPlot(
        title,
        "ns per output, medians (logarithmic)",
        times.works().stream().map(work -> work.title).toList(),
        columns.stream()
            .filter(times.columns()::contains)
            .map(column -> series(times, column))
            .toList(),
        times.shortest() / 1.1,
        times.longest() * 1.1);
  }

  private static DotPlot.Series series(Times times, Column column) {
    return new DotPlot.Series(
        column.title,
        column.colour,
        column == Column.LOSS_AND_GRADIENT,
        times.works().stream().mapToDouble(work -> times.cell(work, column).median()).toArray());
  }
}
