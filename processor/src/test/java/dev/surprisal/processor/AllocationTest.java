package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.kernel.Kernels;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls allocate nothing but the value they return. Scalar kernels only: until vectors are compiled
 * they are objects, and when that is over is not a test's to say.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 100;

  /** Header and two doubles. */
  private static final long LOSS_VALUE_BYTES = 32;

  static List<LossUnderTest> losses() {
    return LossUnderTest.all();
  }

  @BeforeAll
  static void scalar() {
    assumeThat(Kernels.description()).startsWith("scalar");
  }

  @ParameterizedTest
  @MethodSource("losses")
  void allocatesOnlyTheReturnedValue(LossUnderTest test) {
    Random random = new Random(3);
    int rows = 9;
    ArrayLossFunction<Object, Object> loss = test.loss();
    Object outputs = test.reals(test.randomOutputs(random, rows));
    Object targets = test.targets(test.randomTargets(random, rows));
    Object written = test.reals(new double[rows * test.size()]);
    double[] losses = new double[rows];

    assertThat(bytesOf(() -> loss.forward(outputs, targets)))
        .isLessThanOrEqualTo(CALLS * LOSS_VALUE_BYTES);
    assertThat(bytesOf(() -> loss.forwardBackward(outputs, targets, written)))
        .isLessThanOrEqualTo(CALLS * LOSS_VALUE_BYTES);
    assertThat(bytesOf(() -> loss.forwardBackward(outputs, targets, written, 3)))
        .isLessThanOrEqualTo(CALLS * LOSS_VALUE_BYTES);
    assertThat(bytesOf(() -> loss.perExample(outputs, targets, losses))).isZero();
    assertThat(bytesOf(() -> loss.predict(outputs, written))).isZero();
    assertThat(bytesOf(() -> loss.curvature(outputs, targets, written))).isZero();
  }

  /**
   * The least of several measurements: what the VM allocates for itself does not come each time.
   */
  private static long bytesOf(Runnable call) {
    long least = Long.MAX_VALUE;
    for (int measurement = 0; measurement < 5; measurement++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
