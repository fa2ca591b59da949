package dev.surprisal.benchmark;

import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.runtime.kernel.ProductKernels;
import java.util.List;
import java.util.Locale;

/**
 * Times a linear head of many shapes in one VM, one after the other. Run in a fork; prints the
 * kernels that it used, then shape and seconds per call.
 */
public final class LinearShapesLoop {
  private static final int REPETITIONS = 5;

  private LinearShapesLoop() {}

  /**
   * Times them.
   *
   * @param arguments the number of threads, the milliseconds of warming up and of measuring each
   *     shape, and shapes, as {@link LinearShape} writes them
   */
  public static void main(String[] arguments) {
    List<String> all = List.of(arguments);
    int threads = Integer.parseInt(all.get(0));
    long nanos = 1_000_000L * Integer.parseInt(all.get(1));
    System.out.printf(
        "%s; products in blocks of %d x %d%n",
        Kernels.description(), ProductKernels.HEIGHT, Kernels.PRODUCTS.width());
    for (String each : all.subList(2, all.size())) {
      LinearWork work = LinearShape.of(each).work();
      LinearContender contender = LinearLoop.surprisal(work, threads, Negligible.NONE, 32L << 20);
      System.out.printf(Locale.ROOT, "%s %.9f%n", each, seconds(contender, nanos));
    }
  }

  private static double seconds(LinearContender contender, long nanos) {
    secondsPerCall(contender, nanos);
    double[] seconds = new double[REPETITIONS];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = secondsPerCall(contender, nanos / REPETITIONS);
    }
    return Median.of(seconds);
  }

  private static double secondsPerCall(LinearContender contender, long least) {
    double losses = 0;
    int calls = 0;
    long nanos;
    long start = System.nanoTime();
    do {
      losses += contender.forwardBackward();
      calls++;
      nanos = System.nanoTime() - start;
    } while (nanos < least);
    if (!(losses >= 0)) {
      throw new AssertionError("no loss: " + losses);
    }
    return nanos * 1e-9 / calls;
  }
}
