package dev.surprisal.linear;

import java.util.Random;

/** Numbers between -0.5 and 0.5, the same for the same seed. */
final class RandomArrays {
  private RandomArrays() {}

  static float[] of(int length, int seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
