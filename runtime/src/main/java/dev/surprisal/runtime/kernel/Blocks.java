package dev.surprisal.runtime.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of numbers for one computation, small enough to stay near the processor. They are kept and
 * used again, so that a call allocates none once as many threads as will have called.
 */
public final class Blocks {
  /**
   * The values of a block, where nothing asks for another number of them: a dozen blocks of double
   * lie in a cache of the first level.
   */
  public static final int LENGTH = 256;

  /** A block has room for a multiple of so many values: whole vectors of any machine. */
  public static final int SPARE = 64;

  /** So many blocks are enough for all but long formulas. */
  private static final int USUAL_BLOCKS = 32;

  /** Those of a computation, of what it calls, of a function of that, and of a step of this. */
  private static final int NESTED = 4;

  /** Threads look at places of their own for what is not in use. */
  private static final int THREADS = 256;

  private static final AtomicReferenceArray<@Nullable Blocks> UNUSED =
      new AtomicReferenceArray<>(THREADS * NESTED);

  private float[][] floats = new float[USUAL_BLOCKS][0];
  private double[][] doubles = new double[USUAL_BLOCKS][0];

  private Blocks() {}

  /**
   * Blocks that nobody else uses until they are given back.
   *
   * @return blocks of any content
   */
  public static Blocks take() {
    int first = firstPlace();
    for (int place = first; place < first + NESTED; place++) {
      Blocks unused = UNUSED.getAndSet(place, null);
      if (unused != null) {
        return unused;
      }
    }
    return new Blocks();
  }

  /** Lets others use them. */
  public void giveBack() {
    int first = firstPlace();
    int last = first + NESTED - 1;
    int place = first;
    while (place < last && !UNUSED.compareAndSet(place, null, this)) {
      place++;
    }
    if (place == last) {
      UNUSED.set(place, this);
    }
  }

  @SuppressWarnings("deprecation") // Its successor came with Java 19.
  private static int firstPlace() {
    return (int) (Thread.currentThread().getId() & THREADS - 1) * NESTED;
  }

  /**
   * A block of float.
   *
   * @param index which, from 0
   * @param length the number of values that it has room for at least
   * @return the block
   */
  public float[] floats(int index, int length) {
    if (index >= floats.length) {
      float[][] more = new float[2 * index][0];
      System.arraycopy(floats, 0, more, 0, floats.length);
      floats = more;
    }
    float[] block = floats[index];
    if (block.length < length) {
      block = new float[roomFor(length)];
      floats[index] = block;
    }
    return block;
  }

  /**
   * A block of double.
   *
   * @param index which, from 0
   * @param length the number of values that it has room for at least
   * @return the block
   */
  public double[] doubles(int index, int length) {
    if (index >= doubles.length) {
      double[][] more = new double[2 * index][0];
      System.arraycopy(doubles, 0, more, 0, doubles.length);
      doubles = more;
    }
    double[] block = doubles[index];
    if (block.length < length) {
      block = new double[roomFor(length)];
      doubles[index] = block;
    }
    return block;
  }

  private static int roomFor(int length) {
    return (length + SPARE - 1) / SPARE * SPARE;
  }

  /** The classes of the longest row that shares a block with others. */
  private static final int SHORT = 64;

  /** A row counts for no more in a chunk, where rows lie side by side. */
  private static final int MOST_OF_CHUNK = 32;

  /** The values of a block of rows. */
  private static final int VALUES_OF_ROWS = 1024;

  /** As many rows lie side by side at least, for the lanes of a vector. */
  private static final int LEAST_ROWS = 16;

  /**
   * The number of rows that a block has for each class, where rows lie one after the other.
   *
   * @param size the classes of a row
   * @return 1 for long rows
   */
  public static int rows(int size) {
    return size > SHORT ? 1 : rowsSideBySide(size);
  }

  /**
   * The number of rows that a block has for each class, where classes lie one after the other.
   *
   * @param size the classes of a row
   * @return a multiple of the lanes of a vector
   */
  public static int rowsSideBySide(int size) {
    return Math.max(LEAST_ROWS, VALUES_OF_ROWS / size / LEAST_ROWS * LEAST_ROWS);
  }

  /**
   * The room that some rows take.
   *
   * @param rows the number of rows
   * @param most the number of rows that the block is for
   * @return that number rounded up to the lanes of a vector, or 1 in a block for one
   */
  public static int stride(int rows, int most) {
    return most == 1 ? 1 : (rows + LEAST_ROWS - 1) & -LEAST_ROWS;
  }

  /**
   * What a row counts for where rows are shared out in chunks: rows that lie side by side in blocks
   * come as many at a time.
   *
   * @param size the classes of a row, where rows lie one after the other
   * @return the size of a row of which a chunk holds as many
   */
  public static int chunkSize(int size) {
    return size > SHORT ? size : chunkSizeSideBySide(size);
  }

  /**
   * The same where classes lie one after the other.
   *
   * @param size the classes of a row
   * @return the size of a row of which a chunk holds as many
   */
  public static int chunkSizeSideBySide(int size) {
    return Math.min(size, MOST_OF_CHUNK);
  }
}
