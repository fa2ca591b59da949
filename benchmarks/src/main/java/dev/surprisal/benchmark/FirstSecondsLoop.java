package dev.surprisal.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Times softmax from its first call on, as a program meets it that has just been started. Run in a
 * fork; prints the seconds that calls on one row before have taken, then for each span of time
 * nanoseconds and allocated bytes per logit.
 */
public final class FirstSecondsLoop {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private FirstSecondsLoop() {}

  /**
   * Times it.
   *
   * @param arguments rows, classes, and how often it is called on one row before; then the ends of
   *     the spans, in milliseconds
   */
  public static void main(String[] arguments) {
    int rows = Integer.parseInt(arguments[0]);
    int size = Integer.parseInt(arguments[1]);
    int before = Integer.parseInt(arguments[2]);
    Random random = new Random(size);
    HeadsClassesLoss loss = new HeadsClassesLoss(size);
    float[] logits = new float[rows * size];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (3 * random.nextGaussian());
    }
    int[] classes = random.ints(rows, 0, size).toArray();
    float[] gradients = new float[logits.length];
    float[] row = Arrays.copyOf(logits, size);
    int[] classOfRow = {classes[0]};
    float[] gradient = new float[size];
    long start = System.nanoTime();
    for (int i = 0; i < before; i++) {
      loss.forwardBackward(row, classOfRow, gradient);
    }
    System.out.printf(Locale.ROOT, "%.2f%n", (System.nanoTime() - start) / 1e9);
    start = System.nanoTime();
    for (int span = 3; span < arguments.length; span++) {
      long end = start + Long.parseLong(arguments[span]) * 1_000_000;
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long begin = System.nanoTime();
      int calls = 0;
      do {
        loss.forwardBackward(logits, classes, gradients);
        calls++;
      } while (System.nanoTime() < end);
      double values = (double) calls * logits.length;
      System.out.printf(
          Locale.ROOT,
          "%.2f %.1f%n",
          (System.nanoTime() - begin) / values,
          (THREADS.getCurrentThreadAllocatedBytes() - allocated) / values);
    }
  }
}
