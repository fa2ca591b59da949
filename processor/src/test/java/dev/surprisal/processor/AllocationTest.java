package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.linear.LinearHead;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Kernels;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls allocate nothing but the value they return, or as little as is said of composites and
 * linear heads. Scalar kernels only: a vector is an object wherever the compiler does not see from
 * its making to its use, and how far it sees is not a test's to say.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 20;
  private static final int MOST_SERIES = 20;
  private static final int FEW_SERIES = 4;
  private static final int FEW_CHUNKS = 4;
  private static final int MANY_CHUNKS = 12;

  /** Header and two doubles. */
  private static final long LOSS_VALUE_BYTES = 32;

  private static final long BYTES_OF_A_HEAD = 160;
  private static final long BYTES_OF_A_TILE = 512;

  /** Of one reduction: by what is divided takes no memory. */
  static List<LossUnderTest> losses() {
    return CrossProduct.losses().stream()
        .filter(loss -> loss.declared().reduction() == Reduction.MEAN)
        .toList();
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

  static List<LossUnderTest> plainLosses() {
    return losses().stream().filter(loss -> loss.declared().members().isEmpty()).toList();
  }

  /** A number for each chunk, and what tells threads of them, which is the same for all chunks. */
  @ParameterizedTest
  @MethodSource("plainLosses")
  void severalThreadsTakeANumberForEachChunk(LossUnderTest test) {
    long few = bytesOfChunks(test, FEW_CHUNKS);
    assertThat(bytesOfChunks(test, MANY_CHUNKS) - few)
        .isLessThanOrEqualTo(
            CALLS * ((MANY_CHUNKS - FEW_CHUNKS) * (long) Double.BYTES + LOSS_VALUE_BYTES));
  }

  /** The executor has the caller do it all, so that nothing is allocated elsewhere. */
  private static long bytesOfChunks(LossUnderTest test, int chunks) {
    Batch batch = Batch.random(test, new Random(5), chunks * Workers.rowsPerChunk(test.size()));
    LossUnderTest shared = test.on(Workers.of(Runnable::run, 2));
    Object outputs = test.reals(batch.outputs());
    Object targets = batch.arguments();
    Object written = test.reals(new double[batch.outputs().length]);
    return IntStream.range(0, FEW_SERIES)
        .mapToLong(i -> bytes(() -> shared.loss().forwardBackward(outputs, targets, written)))
        .min()
        .orElseThrow();
  }

  static List<CompositeCase> composites() {
    return CompositeCase.all();
  }

  /** However many rows there are. */
  @ParameterizedTest
  @MethodSource("composites")
  void aCompositeTakesAFewObjectsForEachHead(CompositeCase composite) {
    Random random = new Random(7);
    List<Batch> batches = composite.batches(head -> Batch.random(head, random, 90));
    Object outputs = composite.outputs(batches);
    Object targets = composite.targets(batches);
    Object gradients = composite.gradients(batches);
    long limit = CALLS * composite.heads().size() * BYTES_OF_A_HEAD;
    assertAllocates(limit, () -> composite.loss().forward(outputs, targets));
    assertAllocates(limit, () -> composite.loss().forwardBackward(outputs, targets, gradients));
  }

  static Stream<Declared> linearHeads() {
    return LinearHeadTest.declarations();
  }

  /** The tile itself serves one call after the other. */
  @ParameterizedTest
  @MethodSource("linearHeads")
  void aLinearHeadTakesAFewObjectsForEachTile(Declared declared) {
    int tiles = 9;
    int rows = 5;
    int numbersPerClass = declared.options().isIndex() ? 1 : 2;
    int rowBytes = Float.BYTES * (numbersPerClass * 37 + 4 * 13);
    LinearCase.Shape shape = new LinearCase.Shape(tiles * rows, 13, 37, (long) rows * rowBytes);
    LinearCase it = new LinearCase(declared, shape, true);
    LinearHead gradients = it.head.zeros();
    double[] losses = new double[tiles * rows];
    Object targets = it.targets();
    long limit = CALLS * tiles * BYTES_OF_A_TILE;
    assertAllocates(limit, () -> it.loss.forward(it.head, targets));
    assertAllocates(limit, () -> it.loss.forwardBackward(it.head, targets, gradients));
    assertAllocates(limit, () -> it.loss.perExample(it.head, targets, losses));
  }

  /** The least of several series: what the VM allocates for itself does not come each time. */
  private static void assertAllocates(long limit, Runnable call) {
    long bytes = Long.MAX_VALUE;
    for (int series = 0; bytes > limit && series < MOST_SERIES; series++) {
      bytes = bytes(call);
    }
    assertThat(bytes).isLessThanOrEqualTo(limit);
  }

  /** Those of a series of calls. */
  private static long bytes(Runnable call) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
