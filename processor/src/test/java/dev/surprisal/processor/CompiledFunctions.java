package dev.surprisal.processor;

import com.sun.management.ThreadMXBean;
import dev.surprisal.runtime.kernel.Blocks;
import dev.surprisal.runtime.kernel.FunctionKernels;
import dev.surprisal.runtime.kernel.Kernels;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Calls functions of blocks until they are compiled, in loops like those of generated classes, and
 * prints those that go on allocating.
 */
final class CompiledFunctions {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int LENGTH = 256;
  private static final int CALLS = 6_000;

  private static final double[] X = values(x -> x);
  private static final double[] POSITIVE = values(Math::exp);
  private static final boolean[] WHICH = new boolean[LENGTH];
  private static final double[] OUT = new double[LENGTH + Blocks.SPARE];

  private CompiledFunctions() {}

  public static void main(String[] arguments) {
    FunctionKernels<double[]> functions = Kernels.FUNCTIONS;
    hold("exp", () -> functions.exp(X, LENGTH, OUT));
    hold("expm1", () -> functions.expm1(X, LENGTH, OUT));
    hold("expAboveTangent", () -> functions.expAboveTangent(X, LENGTH, OUT));
    hold("log", () -> functions.log(POSITIVE, LENGTH, OUT));
    hold("softplus", () -> functions.softplus(X, LENGTH, OUT));
    hold("sigmoid", () -> functions.sigmoid(X, LENGTH, OUT));
    hold("sigmoidSlope", () -> functions.sigmoidSlope(X, LENGTH, OUT));
    hold("choose", () -> functions.choose(WHICH, 0, X, POSITIVE, LENGTH, OUT));
    hold("abs", () -> functions.abs(X, LENGTH, OUT));
    hold("sign", () -> functions.sign(X, LENGTH, OUT));
    hold("belowZero", () -> functions.belowZero(X, LENGTH, OUT));
    // Several in one loop, of which the last ones would exceed what a loop can inline.
    hold(
        "all",
        () -> {
          functions.exp(X, LENGTH, OUT);
          functions.log(POSITIVE, LENGTH, OUT);
          functions.softplus(X, LENGTH, OUT);
          functions.expAboveTangent(X, LENGTH, OUT);
          functions.expm1(X, LENGTH, OUT);
          functions.sigmoidSlope(X, LENGTH, OUT);
        });
  }

  private static void hold(String name, Runnable call) {
    long bytes = 0;
    for (int series = 0; series < 3; series++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    if (bytes > CALLS) {
      System.out.println(name + ": " + bytes / CALLS + " bytes per call");
    }
  }

  private static double[] values(DoubleUnaryOperator function) {
    double[] values = new double[LENGTH + Blocks.SPARE];
    Arrays.setAll(values, i -> function.applyAsDouble((i - LENGTH / 2) / 16.0));
    return values;
  }
}
