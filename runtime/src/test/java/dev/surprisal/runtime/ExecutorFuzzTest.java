package dev.surprisal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Executors that keep no promise: for each task they draw what becomes of it. Whatever they do,
 * each row is summed once, in order, and all are done when the call returns. The build tries the
 * same few each time; {@code -Dfuzz.seeds} says how many, {@code -Dfuzz.seed} from which on.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecutorFuzzTest {
  private static final int SEEDS = Integer.getInteger("fuzz.seeds", 300);
  private static final long FIRST = Long.getLong("fuzz.seed", 1);

  private static final ExecutorService POOL = Executors.newFixedThreadPool(3);

  @AfterAll
  static void shutDown() {
    POOL.shutdownNow();
  }

  /** What becomes of a task. */
  private enum Whim {
    RUN,
    RUN_TWICE,
    RUN_HERE,
    RUN_HERE_TWICE,
    RUN_AFTER_THE_CALL,
    FORGET,
    REJECT,
    RUN_AND_REJECT,
    THROW,
    RUN_AND_THROW
  }

  /** An exception that no executor announces. */
  private static final class Unannounced extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Does with each task what it feels like. */
  private static final class Whimsical implements Executor {
    private final Random random;
    private final List<Runnable> late = new ArrayList<>();
    private boolean hasThrown;

    Whimsical(Random random) {
      this.random = random;
    }

    @Override
    public void execute(Runnable task) {
      Whim whim = Whim.values()[random.nextInt(Whim.values().length)];
      switch (whim) {
        case RUN, RUN_AND_REJECT, RUN_AND_THROW -> POOL.execute(task);
        case RUN_TWICE -> {
          POOL.execute(task);
          POOL.execute(task);
        }
        case RUN_HERE -> task.run();
        case RUN_HERE_TWICE -> {
          task.run();
          task.run();
        }
        case RUN_AFTER_THE_CALL -> late.add(task);
        case FORGET, REJECT, THROW -> {}
      }
      if (whim == Whim.REJECT || whim == Whim.RUN_AND_REJECT) {
        throw new RejectedExecutionException();
      }
      if (whim == Whim.THROW || whim == Whim.RUN_AND_THROW) {
        hasThrown = true;
        throw new Unannounced();
      }
    }
  }

  @Test
  void eachRowIsSummedOnceWhateverTheExecutorDoes() {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      trySeed(seed);
    }
  }

  private static void trySeed(long seed) {
    Random random = new Random(seed);
    int size = 1 + random.nextInt(3000);
    int rows = random.nextInt(40 * Workers.rowsPerChunk(size));
    Whimsical executor = new Whimsical(random);
    Workers workers = Workers.of(executor, 2 + random.nextInt(8));
    AtomicIntegerArray visits = new AtomicIntegerArray(rows);
    double[] total = new double[1];

    Throwable thrown =
        catchThrowable(
            () -> total[0] = workers.sum(rows, size, (from, to) -> sum(from, to, visits)));

    assertEachOnce(visits, "seed %d, when the call has returned".formatted(seed));
    if (executor.hasThrown) {
      assertThat(thrown)
          .as("seed %d", seed)
          .isInstanceOf(IllegalStateException.class)
          .hasCauseInstanceOf(Unannounced.class);
    } else {
      assertThat(thrown).as("seed %d", seed).isNull();
      assertThat(total[0]).as("seed %d", seed).isEqualTo(onOneThread(rows, size));
    }
    executor.late.forEach(Runnable::run);
    assertEachOnce(visits, "seed %d, when late tasks have run".formatted(seed));
  }

  private static void assertEachOnce(AtomicIntegerArray visits, String when) {
    for (int row = 0; row < visits.length(); row++) {
      if (visits.get(row) != 1) {
        assertThat(visits.get(row)).as("%s, visits to row %d", when, row).isEqualTo(1);
      }
    }
  }

  private static double onOneThread(int rows, int size) {
    double total = 0;
    int step = Workers.rowsPerChunk(size);
    for (int from = 0; from < rows; from += step) {
      total += valueOf(from);
    }
    return total;
  }

  private static double sum(int from, int to, AtomicIntegerArray visits) {
    for (int row = from; row < to; row++) {
      visits.incrementAndGet(row);
    }
    return valueOf(from);
  }

  /** Of such different sizes that another order of adding them up gives another total. */
  private static double valueOf(int row) {
    return Math.sin(row) * Math.pow(10, row % 13);
  }
}
