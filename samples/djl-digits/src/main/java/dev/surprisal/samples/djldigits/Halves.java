package dev.surprisal.samples.djldigits;

import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Rows;
import java.util.Random;

/**
 * Digits cut in two.
 *
 * @param upper what a network is given: 32 pixels for each, 0 (paper) to 1 (ink)
 * @param lower what it is to say of them: as many
 */
record Halves(float[] upper, float[] lower) {
  static final int PIXELS = Digits.PIXELS / 2;

  /** The shades of a pixel, of which paper is one more. */
  static final int SHADES = 16;

  /**
   * The halves of digits. Lower pixels lie anywhere within their shade, or else those that are
   * always paper would have a density without bounds.
   */
  static Halves of(Digits digits, Random random) {
    int count = digits.count();
    float[] upper = new float[count * PIXELS];
    float[] lower = new float[count * PIXELS];
    for (int i = 0; i < count; i++) {
      int digit = i * Digits.PIXELS;
      System.arraycopy(digits.pixels(), digit, upper, i * PIXELS, PIXELS);
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        lower[i * PIXELS + pixel] =
            digits.pixels()[digit + PIXELS + pixel] + (random.nextFloat() - 0.5f) / SHADES;
      }
    }
    return new Halves(upper, lower);
  }

  int count() {
    return upper.length / PIXELS;
  }

  Halves select(int[] rows) {
    return new Halves(Rows.of(upper, PIXELS, rows), Rows.of(lower, PIXELS, rows));
  }
}
