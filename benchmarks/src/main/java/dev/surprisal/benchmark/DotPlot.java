package dev.surprisal.benchmark;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * Values as dots, in a named row for each item, over a logarithmic axis.
 *
 * @param title stands above
 * @param axis what the values are
 * @param rows the names of the items, from above
 * @param series the dots, those drawn last on top
 * @param from the left end of the axis
 * @param to the right end
 */
record DotPlot(
    String title, String axis, List<String> rows, List<Series> series, double from, double to) {

  /**
   * Dots that belong together.
   *
   * @param name for the legend
   * @param colour of the dots
   * @param isRound or else they are diamonds
   * @param values one for each row
   */
  record Series(String name, Color colour, boolean isRound, double[] values) {}

  static final int WIDTH = 920;

  private static final int LEFT = 240;
  private static final int RIGHT = 24;
  private static final int TOP = 44;
  private static final int ROW = 28;
  private static final int LINE = 24;
  private static final double RADIUS = 6;

  private static final Color GRID = new Color(0xe4e4e4);
  private static final Color TEXT = new Color(0x222222);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final Font BOLD = PLAIN.deriveFont(Font.BOLD, 15);

  int height() {
    return bottom() + 4 * LINE;
  }

  private int bottom() {
    return TOP + rows.size() * ROW;
  }

  void draw(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, height());
    graphics.setFont(BOLD);
    text(graphics, title, LEFT, LINE);
    graphics.setFont(PLAIN);
    drawAxis(graphics);
    drawRows(graphics);
    drawLegend(graphics);
  }

  private void drawAxis(Graphics2D graphics) {
    for (double decade = Math.pow(10, Math.floor(Math.log10(from))); decade <= to; decade *= 10) {
      for (int digit = 1; digit < 10; digit++) {
        double tick = digit * decade;
        if (tick >= from && tick <= to) {
          graphics.setColor(GRID);
          graphics.draw(new Line2D.Double(x(tick), TOP, x(tick), bottom()));
          centred(graphics, Charts.tickLabel(tick), x(tick), bottom() + LINE);
        }
      }
    }
    centred(graphics, axis, x(Math.sqrt(from * to)), bottom() + 2 * LINE);
  }

  private void drawRows(Graphics2D graphics) {
    for (int row = 0; row < rows.size(); row++) {
      graphics.setColor(GRID);
      graphics.draw(new Line2D.Double(LEFT, y(row), WIDTH - RIGHT, y(row)));
      int width = graphics.getFontMetrics().stringWidth(rows.get(row));
      text(graphics, rows.get(row), LEFT - 12 - width, y(row) + 5);
    }
    for (Series some : series) {
      graphics.setColor(some.colour());
      for (int row = 0; row < rows.size(); row++) {
        graphics.fill(dot(some, x(some.values()[row]), y(row)));
      }
    }
  }

  private void drawLegend(Graphics2D graphics) {
    double x = LEFT;
    double y = bottom() + 3 * LINE;
    for (int last = series.size() - 1; last >= 0; last--) {
      Series some = series.get(last);
      graphics.setColor(some.colour());
      graphics.fill(dot(some, x, y - 5));
      text(graphics, some.name(), x + 10, y);
      x += 30 + graphics.getFontMetrics().stringWidth(some.name());
    }
  }

  private static Shape dot(Series series, double x, double y) {
    if (series.isRound()) {
      return new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    }
    Path2D diamond = new Path2D.Double();
    diamond.moveTo(x - RADIUS, y);
    diamond.lineTo(x, y - RADIUS);
    diamond.lineTo(x + RADIUS, y);
    diamond.lineTo(x, y + RADIUS);
    diamond.closePath();
    return diamond;
  }

  private double x(double value) {
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(value / from) / Math.log(to / from);
  }

  private static double y(int row) {
    return TOP + (row + 0.5) * ROW;
  }

  private static void centred(Graphics2D graphics, String text, double x, double y) {
    text(graphics, text, x - graphics.getFontMetrics().stringWidth(text) / 2.0, y);
  }

  private static void text(Graphics2D graphics, String text, double x, double y) {
    graphics.setColor(TEXT);
    graphics.drawString(text, (float) x, (float) y);
  }
}
