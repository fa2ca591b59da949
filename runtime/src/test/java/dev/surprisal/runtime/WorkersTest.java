package dev.surprisal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.surprisal.runtime.kernel.LongRowKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row is summed once and in order, whoever comes to help; and nobody waits for ever. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersTest {
  /** A row of it is a chunk. */
  private static final int LONG_ROW = 5000;

  private final ExecutorService pool = Executors.newFixedThreadPool(3);

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  /** Of such different sizes that another order of adding them up gives another total. */
  private static double sumOfChunk(int from, int to) {
    return Math.sin(to) * Math.pow(10, from % 13);
  }

  private static double total(int rows, int size) {
    int step = Workers.rowsPerChunk(size);
    double total = 0;
    for (int from = 0; from < rows; from += step) {
      total += sumOfChunk(from, Math.min(rows, from + step));
    }
    return total;
  }

  private static void assertSumsEachRowOnce(Workers workers, int rows, int size) {
    AtomicIntegerArray visits = new AtomicIntegerArray(rows);
    double total =
        workers.sum(
            rows,
            size,
            (from, to) -> {
              for (int row = from; row < to; row++) {
                visits.incrementAndGet(row);
              }
              return sumOfChunk(from, to);
            });
    assertThat(total).as("%d rows of %d", rows, size).isEqualTo(total(rows, size));
    for (int row = 0; row < rows; row++) {
      if (visits.get(row) != 1) {
        assertThat(visits.get(row)).as("row %d of %d of %d", row, rows, size).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void sumsEachRowOnceAndInOrder(int threads) {
    Workers workers = Workers.of(pool, threads);
    for (int size : new int[] {1, 2, 3, 10, 257, 1000, 1024, 1025, 2047, 2048, 2049, LONG_ROW}) {
      int step = Workers.rowsPerChunk(size);
      for (int chunks : new int[] {0, 1, 2, 3, 7, 8, 9, 24, 25, 57, 100}) {
        for (int rows = chunks * step - 1; rows <= chunks * step + 1; rows++) {
          assertSumsEachRowOnce(workers, Math.max(0, rows), size);
        }
      }
    }
  }

  @Test
  void chunksHoldAtLeastARowAndAboutTwoThousandOutputs() {
    for (int size = 1; size <= LONG_ROW; size++) {
      int rows = Workers.rowsPerChunk(size);
      assertThat(rows).isPositive();
      if (rows > 1) {
        assertThat(rows * size).isBetween(1025, 2048);
      }
    }
  }

  @Test
  void doesAllTheWorkWhereNobodyComes() {
    AtomicInteger asked = new AtomicInteger();
    Executor never = task -> asked.incrementAndGet();
    Executor rejecting =
        task -> {
          throw new RejectedExecutionException();
        };
    Executor rejectingTheSecond =
        task -> {
          if (asked.incrementAndGet() % 2 == 0) {
            throw new RejectedExecutionException();
          }
          pool.execute(task);
        };
    ExecutorService shutDown = Executors.newSingleThreadExecutor();
    shutDown.shutdown();
    for (Executor executor :
        List.<Executor>of(never, rejecting, rejectingTheSecond, shutDown, Runnable::run)) {
      assertSumsEachRowOnce(Workers.of(executor, 4), 100, LONG_ROW);
      assertSumsEachRowOnce(Workers.of(executor, 4), 1, LONG_ROW);
    }
  }

  @Test
  void asksNobodyForWhatOneThreadCanDo() {
    List<Runnable> asked = new ArrayList<>();
    assertSumsEachRowOnce(Workers.of(asked::add, 4), 0, LONG_ROW);
    assertSumsEachRowOnce(Workers.of(asked::add, 4), 1, LONG_ROW);
    assertThat(asked).isEmpty();
    assertSumsEachRowOnce(Workers.of(asked::add, 4), 2, LONG_ROW);
    assertThat(asked).hasSize(1);
    assertSumsEachRowOnce(Workers.of(asked::add, 4), 100, LONG_ROW);
    assertThat(asked).hasSize(1 + 3);
  }

  /** The caller's arrays are its own again once the call has returned. */
  @Test
  void whoComesAfterTheCallTouchesNothing() {
    List<Runnable> late = new ArrayList<>();
    AtomicInteger chunks = new AtomicInteger();
    Workers.of(late::add, 4).sum(100, LONG_ROW, (from, to) -> chunks.incrementAndGet());
    assertThat(chunks).hasValue(100);

    late.forEach(Runnable::run);

    assertThat(chunks).hasValue(100);
  }

  @Test
  void doesNotWaitForABusyPool() {
    ExecutorService single = Executors.newSingleThreadExecutor();
    CountDownLatch release = new CountDownLatch(1);
    try {
      Callable<Void> busy =
          () -> {
            release.await();
            return null;
          };
      single.submit(busy);
      assertSumsEachRowOnce(Workers.of(single, 2), 100, LONG_ROW);
    } finally {
      release.countDown();
      single.shutdown();
    }
  }

  @Test
  void mayBeCalledOnThePoolThatItAsks() throws Exception {
    Workers workers = Workers.of(pool, 4);
    Workers.Sum nested =
        (from, to) -> {
          assertSumsEachRowOnce(workers, 50, LONG_ROW);
          return sumOfChunk(from, to);
        };
    Callable<Double> call = () -> workers.sum(20, LONG_ROW, nested);
    for (var total : pool.invokeAll(List.of(call, call, call, call))) {
      assertThat(total.get()).isEqualTo(total(20, LONG_ROW));
    }
  }

  /** Two chunks that are worked on at a time, by the caller and by another. */
  private final class TwoChunks implements Workers.Sum {
    private final Thread caller = Thread.currentThread();
    private final CyclicBarrier bothBegun = new CyclicBarrier(2);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final boolean isFirstTheCaller;
    private final Runnable first;

    /**
     * Two chunks.
     *
     * @param isFirstTheCaller who does what is given, while the other one takes its time
     */
    TwoChunks(boolean isFirstTheCaller, Runnable first) {
      this.isFirstTheCaller = isFirstTheCaller;
      this.first = first;
    }

    @Override
    public double of(int from, int to) {
      try {
        bothBegun.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new AssertionError(e);
      }
      if ((Thread.currentThread() == caller) == isFirstTheCaller) {
        first.run();
      } else {
        LockSupport.parkNanos(50_000_000);
        ended.set(true);
      }
      return 1;
    }

    double sum() {
      return Workers.of(pool, 2).sum(2, LONG_ROW, this);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatGoesWrongReachesTheCallerWhenAllHaveEnded(boolean isOnTheCaller) {
    Error error = new StackOverflowError();
    TwoChunks failing =
        new TwoChunks(
            isOnTheCaller,
            () -> {
              throw error;
            });
    assertThat(catchThrowable(failing::sum)).isSameAs(error);
    assertThat(failing.ended).isTrue();

    RuntimeException exception = new ArithmeticException();
    TwoChunks throwing =
        new TwoChunks(
            isOnTheCaller,
            () -> {
              throw exception;
            });
    assertThat(catchThrowable(throwing::sum))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(exception);
    assertThat(throwing.ended).isTrue();
  }

  @Test
  void whatGoesWrongReachesTheCallerAlone() {
    Error error = new StackOverflowError();
    for (Workers workers : List.of(Workers.CALLER, Workers.of(pool, 3))) {
      assertThat(
              catchThrowable(() ->
                  workers.sum(
                      100,
                      LONG_ROW,
                      (from, to) -> {
                        throw error;
                      })))
          .isSameAs(error);
    }
    assertSumsEachRowOnce(Workers.of(pool, 3), 100, LONG_ROW);
  }

  @Test
  void anInterruptIsKeptAndDoesNotEndTheCall() {
    TwoChunks interrupted = new TwoChunks(true, () -> Thread.currentThread().interrupt());
    double sum = interrupted.sum();
    boolean hasEnded = interrupted.ended.get();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(hasEnded).isTrue();
    assertThat(sum).isEqualTo(2);
  }

  @Test
  void outputsAreSharedWhereRowsAreFewAndLong() {
    Workers workers = Workers.of(pool, 3);
    int longest = 2 * LongRowKernels.SEGMENT;
    assertThat(workers.shareOutputs(5, longest)).isTrue();
    assertThat(workers.shareOutputs(6, longest)).isFalse();
    assertThat(workers.shareOutputs(5, longest - 1)).isFalse();
    assertThat(Workers.CALLER.shareOutputs(1, longest)).isFalse();
  }

  @Test
  void refusesBadArguments() {
    assertThatNullPointerException()
        .isThrownBy(() -> Workers.of(null, 2))
        .withMessageContaining("executor");
    for (int threads : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Workers.of(pool, threads))
          .withMessage("threads = " + threads + ": must be at least 1");
    }
  }

  @Test
  void oneThreadIsTheCallerAlone() {
    assertThat(Workers.of(pool, 1)).isSameAs(Workers.CALLER);
    assertThat(Workers.CALLER.isCallerAlone()).isTrue();
    assertThat(Workers.of(pool, 2).isCallerAlone()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 28, 1 << 29, Integer.MAX_VALUE})
  void anyNumberOfThreadsWorks(int threads) {
    assertThat(Workers.of(task -> {}, threads).sum(1000, 5000, (from, to) -> 1)).isEqualTo(1000);
  }

  /**
   * An executor that cannot start a thread throws an Error, while those that it has started write.
   */
  @Test
  void anErrorOfTheExecutorWaitsForWhatHasBegun() throws InterruptedException {
    Error error = new OutOfMemoryError("unable to create native thread");
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    Executor executor =
        task -> {
          if (asked.incrementAndGet() > 1) {
            throw error;
          }
          new Thread(task).start();
          try {
            begun.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        };
    Throwable thrown =
        catchThrowable(() ->
            Workers.of(executor, 3)
                .sum(
                    3,
                    5000,
                    (from, to) -> {
                      begun.countDown();
                      LockSupport.parkNanos(100_000_000);
                      ended.set(to == 3);
                      return 1;
                    }));
    assertThat(thrown)
        .satisfiesAnyOf(t -> assertThat(t).isNull(), t -> assertThat(t).isSameAs(error));
    assertThat(ended).isTrue();
  }
}
