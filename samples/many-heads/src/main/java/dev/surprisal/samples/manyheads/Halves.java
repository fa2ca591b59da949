package dev.surprisal.samples.manyheads;

import dev.surprisal.samples.common.Digits;

/**
 * Digits cut in two.
 *
 * @param upper the pixels of the upper half, row after row
 * @param targets which digit it is, whether it has a closed loop, and the ink of its lower half, in
 *     rows full of it
 */
record Halves(float[] upper, GlimpseLoss.Targets targets) {
  /** Pixels of a half. */
  static final int PIXELS = Digits.PIXELS / 2;

  static Halves of(Digits digits) {
    int count = digits.count();
    float[] upper = new float[count * PIXELS];
    float[] loops = new float[count];
    float[] ink = new float[count];
    for (int i = 0; i < count; i++) {
      int first = i * Digits.PIXELS;
      System.arraycopy(digits.pixels(), first, upper, i * PIXELS, PIXELS);
      loops[i] = Digits.hasLoop(digits.labels()[i]) ? 1 : 0;
      for (int pixel = first + PIXELS; pixel < first + Digits.PIXELS; pixel++) {
        ink[i] += digits.pixels()[pixel] / Digits.SIDE;
      }
    }
    return new Halves(upper, new GlimpseLoss.Targets(digits.labels(), loops, ink));
  }
}
