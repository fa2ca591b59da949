package dev.surprisal.samples.common;

/**
 * Handwritten digits.
 *
 * @param pixels 64 for each, row by row, 0 (paper) to 1 (ink)
 * @param labels 0..9 for each
 */
public record Digits(float[] pixels, int[] labels) {
  /** The rows of pixels, and pixels of a row. */
  public static final int SIDE = 8;

  /** The pixels of a digit. */
  public static final int PIXELS = SIDE * SIDE;

  private static final float DARKEST = 16;

  /** All 1,797 digits of the data set, in its order. */
  public static Digits read() {
    Table table = Table.read(Digits.class, "digits.csv");
    float[] pixels = table.inputs();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] /= DARKEST;
    }
    float[] targets = table.targets();
    int[] labels = new int[targets.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) targets[i];
    }
    return new Digits(pixels, labels);
  }

  /** Whether a digit is written with a closed loop; some close a 4 as well. */
  public static boolean hasLoop(int digit) {
    return digit == 0 || digit == 6 || digit == 8 || digit == 9;
  }

  /** How many there are. */
  public int count() {
    return labels.length;
  }

  /** Some of them. */
  public Digits select(int[] rows) {
    return new Digits(Rows.of(pixels, PIXELS, rows), Rows.of(labels, rows));
  }
}
