package dev.surprisal.samples.digits;

import dev.surprisal.samples.common.Charts;
import dev.surprisal.samples.common.Digits;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * The digits that the network got most wrong, each with its surprisal: -log of what it gave them.
 */
final class MostSurprising {
  private static final int COLUMNS = 4;
  private static final int ROWS = 3;
  private static final int DOT = 18;
  private static final int SIDE = Digits.SIDE * DOT;
  private static final int MARGIN = 28;
  private static final int CAPTION = 52;
  private static final int HEADER = 56;
  private static final int TILE_WIDTH = SIDE + 2 * MARGIN;
  private static final int TILE_HEIGHT = SIDE + CAPTION + MARGIN;

  private MostSurprising() {}

  static BufferedImage draw(Evaluation evaluation, Digits digits) {
    BufferedImage image =
        new BufferedImage(
            COLUMNS * TILE_WIDTH, HEADER + ROWS * TILE_HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
    graphics.drawString("The most surprising digits of the test set", MARGIN, 36);
    List<Integer> indices = evaluation.mostSurprising(COLUMNS * ROWS);
    for (int place = 0; place < indices.size(); place++) {
      Graphics2D tile = (Graphics2D) graphics.create();
      tile.translate(place % COLUMNS * TILE_WIDTH + MARGIN, HEADER + place / COLUMNS * TILE_HEIGHT);
      drawDigit(tile, digits, indices.get(place));
      drawCaption(tile, evaluation, indices.get(place));
      tile.dispose();
    }
    graphics.dispose();
    return image;
  }

  private static void drawDigit(Graphics2D graphics, Digits digits, int index) {
    for (int pixel = 0; pixel < Digits.PIXELS; pixel++) {
      int grey = Math.round(255 * (1 - digits.pixels()[index * Digits.PIXELS + pixel]));
      graphics.setColor(new Color(grey, grey, grey));
      graphics.fillRect(pixel % Digits.SIDE * DOT, pixel / Digits.SIDE * DOT, DOT, DOT);
    }
    graphics.setColor(Color.GRAY);
    graphics.drawRect(0, 0, SIDE, SIDE);
  }

  private static void drawCaption(Graphics2D graphics, Evaluation evaluation, int index) {
    int label = evaluation.labels()[index];
    int taken = evaluation.predicted(index);
    boolean right = label == taken;
    graphics.setColor(right ? Charts.BLUE : Charts.ORANGE);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    graphics.drawString(
        right ? "a " + label + ", rightly" : "a " + label + ", taken for a " + taken, 0, SIDE + 22);
    graphics.setColor(Color.DARK_GRAY);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    graphics.drawString(
        String.format(
            Locale.ROOT,
            "%.2f nats (p = %.2g)",
            evaluation.surprisals()[index],
            evaluation.probability(index, label)),
        0,
        SIDE + 42);
  }
}
