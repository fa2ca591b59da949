package dev.surprisal.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Times softmax over many sizes in one VM, as a program that uses many sizes would: JMH, with a VM
 * for each, would take hours. Run in a fork; prints size and nanoseconds per logit.
 */
public final class SizesLoop {
  private static final int LOGITS = 1 << 16;
  private static final long WARM_UP_NANOS = 5_000_000_000L;
  private static final long REPETITION_NANOS = 4_000_000;
  private static final int REPETITIONS = 7;

  private final HeadsClassesLoss loss;
  private final float[] logits;
  private final int[] classes;
  private final float[] gradients;

  /** What the losses returned, so that none is left out. */
  private double sink;

  private SizesLoop(int size) {
    int rows = Math.max(1, LOGITS / size);
    Random random = new Random(size);
    loss = new HeadsClassesLoss(size);
    logits = new float[rows * size];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (3 * random.nextGaussian());
    }
    classes = random.ints(rows, 0, size).toArray();
    gradients = new float[logits.length];
  }

  /**
   * Times them.
   *
   * @param sizes numbers of classes
   */
  public static void main(String[] sizes) {
    List<SizesLoop> loops =
        Stream.of(sizes).map(size -> new SizesLoop(Integer.parseInt(size))).toList();
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_UP_NANOS) {
      loops.forEach(SizesLoop::call);
    }
    // In rounds: what disturbs the machine for a moment meets one repetition of several sizes.
    double[][] nanos = new double[sizes.length][REPETITIONS];
    for (int round = 0; round < REPETITIONS; round++) {
      for (int i = 0; i < sizes.length; i++) {
        nanos[i][round] = loops.get(i).nanosPerLogit();
      }
    }
    for (int i = 0; i < sizes.length; i++) {
      System.out.printf(Locale.ROOT, "%s %.4f%n", sizes[i], Median.of(nanos[i]));
    }
  }

  private void call() {
    sink += loss.forwardBackward(logits, classes, gradients).sum();
  }

  private double nanosPerLogit() {
    long start = System.nanoTime();
    long nanos;
    int calls = 0;
    do {
      call();
      calls++;
      nanos = System.nanoTime() - start;
    } while (nanos < REPETITION_NANOS);
    return (double) nanos / calls / logits.length;
  }
}
