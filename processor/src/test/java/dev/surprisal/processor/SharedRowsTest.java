package dev.surprisal.processor;

import static dev.surprisal.processor.GeneratedLossTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.processor.LossUnderTest.SecondPass;
import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Workers;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * On any number of threads, a loss gives the bits that it gives on one. Losses with at most one
 * option: the rows are shared around what the options change.
 */
class SharedRowsTest {
  private static final int[] THREADS = {2, 3, 8};
  private static final double DENOMINATOR = 17;
  private static final ExecutorService POOL = Executors.newFixedThreadPool(3);

  static List<LossUnderTest> losses() {
    return CrossProduct.lossesOfOneOption();
  }

  @AfterAll
  static void shutDown() {
    POOL.shutdown();
  }

  /** Counts what the pool is asked: a loss that works alone would give the same bits. */
  private static Executor counting(AtomicInteger asked) {
    return task -> {
      asked.incrementAndGet();
      POOL.execute(task);
    };
  }

  @ParameterizedTest
  @MethodSource("losses")
  void givesTheSameBitsOnAnyNumberOfThreads(LossUnderTest alone) {
    Batch batch = Batch.ofSeveralChunks(alone, new Random(41));
    assertThat(batch.rows()).isGreaterThan(2 * Workers.rowsPerChunk(alone.size()));
    double[] outputs = batch.outputs();
    Object targets = batch.arguments();
    LossValue value = alone.forward(outputs, targets);
    Pass pass = alone.forwardBackward(outputs, targets);
    assertThat(pass.value()).isEqualTo(value);
    Pass passOfPart = alone.forwardBackward(outputs, targets, DENOMINATOR);
    SecondPass secondPass = alone.secondOrder(outputs, targets);
    for (int threads : THREADS) {
      AtomicInteger asked = new AtomicInteger();
      LossUnderTest shared = alone.on(Workers.of(counting(asked), threads));
      assertThat(shared.forward(outputs, targets)).isEqualTo(value);
      assertSame(shared.forwardBackward(outputs, targets), pass);
      assertSame(shared.forwardBackwardInPlace(outputs, targets), pass);
      assertSame(shared.forwardBackward(outputs, targets, DENOMINATOR), passOfPart);
      assertSame(shared.secondOrder(outputs, targets), secondPass);
      assertSame(shared.secondOrderInPlace(outputs, targets), secondPass);
      assertThat(asked.get()).isGreaterThanOrEqualTo(6);
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void whatIsNotSharedStaysTheSame(LossUnderTest alone) {
    Batch batch = Batch.ofSeveralChunks(alone, new Random(43));
    double[] outputs = batch.outputs();
    Object targets = batch.arguments();
    LossUnderTest shared = alone.on(Workers.of(POOL, 2));
    assertSame(shared.perExample(outputs, targets), alone.perExample(outputs, targets));
    assertSame(shared.predict(outputs), alone.predict(outputs));
    assertSame(shared.curvature(outputs, targets), alone.curvature(outputs, targets));
    assertThatNullPointerException()
        .isThrownBy(() -> alone.on(null))
        .withMessageContaining("workers");
  }

  @Test
  void aCompositeSharesTheRowsOfItsHeads() {
    ClassLoader classes =
        CompositeTest.compile(
            "record Both(",
            "    @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 3,",
            "        weight = 3) float[] kind,",
            "    @Loss(distribution = GAUSSIAN, activation = IDENTITY) double[] length) {}");
    LossFunction<Object, Object> alone = CompositeTest.loss(classes, "BothLoss");
    Random random = new Random(67);
    int rows = 5000;
    float[] logits = new float[3 * rows];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
    }
    double[] lengths = random.doubles(rows).toArray();
    int[] kinds = random.ints(rows, 0, 3).toArray();
    Object outputs = CompositeTest.create(classes, "Both", logits, lengths);
    Object targets =
        CompositeTest.create(classes, "BothLoss$Targets", kinds, random.doubles(rows).toArray());

    LossValue value = alone.forward(outputs, targets);
    float[] ofLogits = new float[logits.length];
    double[] ofLengths = new double[rows];
    Object gradients = CompositeTest.create(classes, "Both", ofLogits, ofLengths);
    assertThat(alone.forwardBackward(outputs, targets, gradients)).isEqualTo(value);
    for (int threads : THREADS) {
      AtomicInteger asked = new AtomicInteger();
      LossFunction<Object, Object> shared = alone.on(Workers.of(counting(asked), threads));
      assertThat(shared.forward(outputs, targets)).isEqualTo(value);
      float[] logitsInPlace = logits.clone();
      double[] lengthsInPlace = lengths.clone();
      Object inPlace = CompositeTest.create(classes, "Both", logitsInPlace, lengthsInPlace);
      assertThat(shared.forwardBackward(inPlace, targets, inPlace)).isEqualTo(value);
      assertThat(logitsInPlace).isEqualTo(ofLogits);
      assertThat(lengthsInPlace).isEqualTo(ofLengths);
      assertThat(asked.get()).isGreaterThanOrEqualTo(4);
    }
  }
}
