package dev.surprisal.samples.djldigits;

import dev.surprisal.samples.common.Charts;
import dev.surprisal.samples.common.Digits;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Digits as they were written, as they were completed, and how sure the network is of that. */
final class Completed {
  private static final List<String> ROWS = List.of("as written", "completed", "give or take");
  private static final int DOT = 9;
  private static final int SIDE = Digits.SIDE * DOT;
  private static final int STEP = SIDE + 14;
  private static final int LEFT = 120;
  private static final int TOP = 20;

  /** A deviation that is drawn in full colour. */
  private static final double LARGEST = 0.4;

  private Completed() {}

  static BufferedImage draw(Halves halves, Forecast forecast, int[] digits) {
    BufferedImage image =
        new BufferedImage(
            LEFT + digits.length * STEP + TOP,
            TOP + ROWS.size() * STEP + TOP / 2,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Color.DARK_GRAY);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    for (int row = 0; row < ROWS.size(); row++) {
      graphics.drawString(ROWS.get(row), TOP, TOP + row * STEP + SIDE / 2);
    }
    graphics.translate(LEFT, TOP);
    for (int digit : digits) {
      int first = digit * Halves.PIXELS;
      Graphics2D column = (Graphics2D) graphics.create();
      draw(column, 0, Color.BLACK, pixel -> halves.upper()[first + pixel]);
      draw(column, SIDE / 2, Color.BLACK, pixel -> halves.lower()[first + pixel]);
      column.translate(0, STEP);
      draw(column, 0, Color.BLACK, pixel -> halves.upper()[first + pixel]);
      draw(column, SIDE / 2, Color.BLACK, pixel -> forecast.mean(first + pixel));
      column.translate(0, STEP);
      draw(column, SIDE / 2, Charts.ORANGE, pixel -> forecast.deviation(first + pixel) / LARGEST);
      column.dispose();
      graphics.translate(STEP, 0);
    }
    graphics.dispose();
    return image;
  }

  /** Draws half a digit; a pixel of 0 is white, one of 1 has the colour. */
  private static void draw(Graphics2D graphics, int y, Color colour, IntToDoubleFunction pixels) {
    for (int pixel = 0; pixel < Halves.PIXELS; pixel++) {
      graphics.setColor(mixed(colour, Math.min(1, Math.max(0, pixels.applyAsDouble(pixel)))));
      graphics.fillRect(pixel % Digits.SIDE * DOT, y + pixel / Digits.SIDE * DOT, DOT, DOT);
    }
    graphics.setColor(Color.GRAY);
    graphics.drawRect(0, y, SIDE, SIDE / 2);
  }

  private static Color mixed(Color colour, double share) {
    return new Color(
        mixed(colour.getRed(), share),
        mixed(colour.getGreen(), share),
        mixed(colour.getBlue(), share));
  }

  private static int mixed(int channel, double share) {
    return (int) Math.round(255 + share * (channel - 255));
  }
}
