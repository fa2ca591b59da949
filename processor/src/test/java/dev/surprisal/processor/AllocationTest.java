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
 * Calls allocate nothing but the value they return. Scalar kernels only: a vector is an object
 * wherever the compiler does not see from its making to its use, and how far it sees is not a
 * test's to say.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 100;
  private static final int MOST_SERIES = 20;

  /** Header and two doubles. */
  private static final long LOSS_VALUE_BYTES = 32;

  static List<LossUnderTest> losses() {
    return CrossProduct.lossesOfOneOption();
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
    Batch batch = Batch.random(test, random, rows);
    Object outputs = test.reals(batch.outputs());
    Object targets = batch.arguments();
    Object written = test.reals(new double[batch.outputs().length]);
    double[] losses = new double[batch.rows()];

    long values = CALLS * LOSS_VALUE_BYTES;
    assertAllocates(values, () -> loss.forward(outputs, targets));
    assertAllocates(values, () -> loss.forwardBackward(outputs, targets, written));
    assertAllocates(values, () -> loss.forwardBackward(outputs, targets, written, 3));
    Object hessian = test.reals(new double[batch.outputs().length]);
    assertAllocates(values, () -> loss.forwardBackward(outputs, targets, written, hessian));
    assertAllocates(values, () -> loss.forwardBackward(outputs, targets, written, hessian, 3));
    assertAllocates(0, () -> loss.perExample(outputs, targets, losses));
    assertAllocates(0, () -> loss.predict(outputs, written));
    assertAllocates(0, () -> loss.curvature(outputs, targets, written));
  }

  /** The least of several series: what the VM allocates for itself does not come each time. */
  private static void assertAllocates(long limit, Runnable call) {
    long bytes = Long.MAX_VALUE;
    for (int series = 0; bytes > limit && series < MOST_SERIES; series++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(bytes).isLessThanOrEqualTo(limit);
  }
}
