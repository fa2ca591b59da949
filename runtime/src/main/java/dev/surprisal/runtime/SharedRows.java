package dev.surprisal.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one call, shared by several threads. Each takes the next few chunks until none is
 * left; the calling thread then waits for those that others have begun, never for one that was only
 * asked.
 */
final class SharedRows implements Runnable {
  /** Turns for each thread, so that one that comes late or is slow leaves more to the others. */
  private static final int TURNS = 8;

  private final int rows;
  private final int step;
  private final int threads;
  private final Workers.Sum sum;
  private final double[] sums;
  private final int chunksPerTurn;
  private final AtomicInteger nextTurn = new AtomicInteger();
  private final CountDownLatch turnsLeft;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  SharedRows(int rows, int step, int threads, Workers.Sum sum) {
    this.rows = rows;
    this.step = step;
    this.threads = threads;
    this.sum = sum;
    sums = new double[(rows - 1) / step + 1];
    chunksPerTurn = (int) ((sums.length - 1) / ((long) threads * TURNS)) + 1;
    turnsLeft = new CountDownLatch(turns());
  }

  private int turns() {
    return (sums.length - 1) / chunksPerTurn + 1;
  }

  /** The sum of each chunk; what went wrong on another thread is thrown on this one. */
  double[] sums(Executor executor) {
    try {
      for (int other = 1; other < Math.min(threads, turns()); other++) {
        executor.execute(this);
      }
    } catch (RejectedExecutionException nobodyElse) {
      // The threads that were found do the work.
    } catch (RuntimeException | Error thrown) {
      // Told when those that have begun no longer write.
      failure.set(thrown);
    }
    run();
    awaitOthers();
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
    return sums;
  }

  @Override
  public void run() {
    for (int turn = nextTurn.getAndIncrement(); turn < turns(); turn = nextTurn.getAndIncrement()) {
      try {
        take(turn);
      } catch (Throwable thrown) {
        failure.compareAndSet(null, thrown);
      } finally {
        turnsLeft.countDown();
      }
    }
  }

  private void take(int turn) {
    int end = Math.min(sums.length, (turn + 1) * chunksPerTurn);
    for (int chunk = turn * chunksPerTurn; chunk < end; chunk++) {
      int from = chunk * step;
      sums[chunk] = sum.of(from, from + Math.min(step, rows - from));
    }
  }

  /** They write to the caller's arrays, so an interrupt has to wait. */
  private void awaitOthers() {
    boolean isInterrupted = false;
    while (true) {
      try {
        turnsLeft.await();
        break;
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
