package dev.surprisal.runtime;

import dev.surprisal.runtime.kernel.LongRowKernels;
import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Who does the work of a call: the calling thread, and as many others as it was told to ask.
 *
 * <p>Rows are worked on in chunks whose bounds depend on the shape alone, and the sums of chunks
 * are added in their order: a result has the same bits on any number of threads. A thread is never
 * started here; the executor may start some.
 *
 * <p>The calling thread does its share, and all of it where nobody comes to help, so an executor
 * may be busy, shut down, or the one that the call is made on, and nothing waits for ever.
 *
 * <p>What is serialized goes to another machine, where other threads are: it comes back as {@link
 * #CALLER}, whatever it was.
 */
public final class Workers implements Serializable {
  private static final long serialVersionUID = 1;

  /** The calling thread alone. */
  public static final Workers CALLER = new Workers(Runnable::run, 0);

  /** Outputs of a chunk: with their gradients, they lie in the first-level cache. */
  private static final int CHUNK = 2048;

  private final transient Executor executor;

  /** Threads beside the calling one; none, where a serializer has left it out. */
  private final transient int helpers;

  private Workers(Executor executor, int helpers) {
    this.executor = executor;
    this.helpers = helpers;
  }

  private Object readResolve() {
    return CALLER;
  }

  /**
   * The calling thread, and others of an executor.
   *
   * @param executor what is asked to run {@code threads - 1} tasks in each call that is worth it
   * @param threads the number of threads to use, with the calling one, at least 1
   * @return them
   */
  public static Workers of(Executor executor, int threads) {
    Objects.requireNonNull(executor, "executor");
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + ": must be at least 1");
    }
    return threads == 1 ? CALLER : new Workers(executor, threads - 1);
  }

  /** A sum over some rows. */
  public interface Sum {
    /**
     * The sum.
     *
     * @param from the first row
     * @param to the row after the last
     * @return the sum over the rows
     */
    double of(int from, int to);
  }

  /**
   * Whether the calling thread works alone, and so may as well go from chunk to chunk by itself.
   *
   * @return whether it does
   */
  public boolean isCallerAlone() {
    return helpers == 0;
  }

  private int threads() {
    return helpers + 1;
  }

  /**
   * The number of rows of a chunk.
   *
   * @param size the number of outputs per row
   * @return at least 1
   */
  public static int rowsPerChunk(int size) {
    return Math.max(1, CHUNK / size);
  }

  /**
   * Whether rows are so few and so long that their outputs are better shared than they are.
   *
   * @param rows the number of rows
   * @param size the number of outputs per row
   * @return whether they are
   */
  public boolean shareOutputs(int rows, int size) {
    return helpers > 0 && rows < 2 * threads() && size >= 2 * LongRowKernels.SEGMENT;
  }

  /**
   * Kernels that share the outputs of a row. They give the same bits.
   *
   * @param kernels what does the work
   * @param <A> {@code float[]} or {@code double[]}
   * @return kernels that let these workers do it
   */
  public <A> LongRowKernels<A> share(LongRowKernels<A> kernels) {
    return new SharedKernels<>(this, kernels);
  }

  /**
   * Sums over all rows.
   *
   * @param rows the number of rows
   * @param size the number of outputs per row
   * @param sum the sum over a chunk; called on several threads at a time
   * @return the sum of the sums over {@link #rowsPerChunk} rows each, in their order
   */
  public double sum(int rows, int size, Sum sum) {
    if (rows == 0) {
      return 0;
    }
    double[] sums = new SharedRows(rows, rowsPerChunk(size), threads(), sum).sums(executor);
    double total = 0;
    for (double of : sums) {
      total += of;
    }
    return total;
  }
}
