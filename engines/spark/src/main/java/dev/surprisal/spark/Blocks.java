package dev.surprisal.spark;

import dev.surprisal.runtime.ArrayLossFunction;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;

/**
 * Makes blocks of the examples of a data set: block i has the examples from i &middot; rows on, by
 * their place in the data set. So the same examples in the same order give the same blocks, in
 * whatever partitions they lie.
 */
public final class Blocks {
  /** Rows of a block, where nothing else is said: their outputs stay in a core's cache. */
  public static final int ROWS = 1024;

  private Blocks() {}

  /**
   * Blocks of {@link #ROWS} examples.
   *
   * @param examples in a fixed order
   * @param loss that of the head, which says what targets are
   * @param <T> the targets
   * @return blocks
   */
  public static <T> JavaRDD<Block<T>> of(JavaRDD<Example> examples, ArrayLossFunction<?, T> loss) {
    return of(examples, loss, ROWS);
  }

  /**
   * Blocks of examples. It counts them, which is one pass over the data. Blocks are made anew in
   * each pass, one at a time, unless the result is persisted. Only examples of blocks that several
   * partitions share are moved.
   *
   * <p>Labels and weights that the loss does not take fail the job, with an {@link
   * IllegalArgumentException} that names the first of the examples, the row among them, and the
   * value.
   *
   * @param examples in a fixed order
   * @param loss that of the head, which says what targets are
   * @param rows the examples of a block, but for the last one
   * @param <T> the targets
   * @return blocks
   */
  public static <T> JavaRDD<Block<T>> of(
      JavaRDD<Example> examples, ArrayLossFunction<?, T> loss, int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("rows = " + rows + ": must be at least 1");
    }
    long[] ends = ends(examples);
    long count = ends[ends.length - 1];
    JavaRDD<Piece> pieces =
        examples.mapPartitionsWithIndex(
            (partition, part) -> Piece.split(part, partition == 0 ? 0 : ends[partition - 1], rows),
            true);
    JavaRDD<Block<T>> whole =
        pieces.filter(piece -> piece.isWhole(rows, count)).map(piece -> piece.toBlock(loss));
    long shared =
        LongStream.of(ends)
            .filter(end -> end % rows != 0 && end < count)
            .map(end -> end / rows)
            .distinct()
            .count();
    if (shared == 0) {
      return whole;
    }
    long blocks = (count + rows - 1) / rows;
    int partitions = (int) Math.ceil((double) shared * ends.length / blocks);
    return whole.union(
        pieces
            .filter(piece -> !piece.isWhole(rows, count))
            .groupBy(piece -> piece.first() / rows, partitions)
            .values()
            .map(parts -> Piece.join(parts).toBlock(loss)));
  }

  /** The number of examples up to the end of each partition. */
  private static long[] ends(JavaRDD<Example> examples) {
    long[] ends =
        examples.mapPartitions(part -> List.of(count(part)).iterator()).collect().stream()
            .mapToLong(Long::longValue)
            .toArray();
    if (LongStream.of(ends).sum() == 0) {
      throw new IllegalArgumentException("examples: there are none");
    }
    Arrays.parallelPrefix(ends, Long::sum);
    return ends;
  }

  private static long count(Iterator<Example> examples) {
    long count = 0;
    for (; examples.hasNext(); examples.next()) {
      count++;
    }
    return count;
  }
}
