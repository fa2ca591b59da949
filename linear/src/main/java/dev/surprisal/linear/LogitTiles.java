package dev.surprisal.linear;

import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.Workers;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a linear head, and the memory in which its loss works. The memory of a call that has
 * ended serves the next; a call that finds none, since another is under way, takes its own.
 */
public final class LogitTiles implements Serializable {
  private static final long serialVersionUID = 1;

  private static final AtomicReferenceFieldUpdater<LogitTiles, @Nullable LogitTile> FREE =
      AtomicReferenceFieldUpdater.newUpdater(LogitTiles.class, LogitTile.class, "free");

  /** The memory of a call, where nothing else is said: 32 MiB. */
  public static final long MEMORY = 32L << 20;

  /** More rows make no product faster. */
  private static final int MOST_ROWS = 1024;

  private final int inputs;
  private final int size;
  private final boolean hasBias;
  private final int bytesPerLogit;
  private final long memory;
  private final Workers workers;
  private transient volatile @Nullable LogitTile free;

  /**
   * A shape, and {@link #MEMORY}.
   *
   * @param inputs the number of inputs per example, at least 1
   * @param size the number of classes, at least 2
   * @param hasBias whether there is a bias
   */
  public LogitTiles(int inputs, int size, boolean hasBias) {
    this(inputs, size, hasBias, Float.BYTES, MEMORY, Workers.CALLER);
  }

  private LogitTiles(
      int inputs, int size, boolean hasBias, int bytesPerLogit, long memory, Workers workers) {
    LayerChecks.shape(inputs, size);
    if (memory < 1) {
      throw new IllegalArgumentException("bytes = " + memory + ": must be at least 1");
    }
    this.inputs = inputs;
    this.size = size;
    this.hasBias = hasBias;
    this.bytesPerLogit = bytesPerLogit;
    this.memory = memory;
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  /**
   * The same with other workers.
   *
   * @param others who does the work
   * @return tiles that they work on
   */
  public LogitTiles on(Workers others) {
    return new LogitTiles(inputs, size, hasBias, bytesPerLogit, memory, others);
  }

  /**
   * The same in other memory.
   *
   * @param bytes how much, at least 1
   * @return tiles that fit it, or have one row
   */
  public LogitTiles within(long bytes) {
    return new LogitTiles(inputs, size, hasBias, bytesPerLogit, bytes, workers);
  }

  /**
   * The same for rows with a target for each class, which lie beside their logits.
   *
   * @return tiles that have room for them
   */
  public LogitTiles withTargetPerClass() {
    int bytes = bytesPerLogit + Float.BYTES;
    return new LogitTiles(inputs, size, hasBias, bytes, memory, workers);
  }

  /**
   * The same for gradients without what is negligible.
   *
   * @return tiles that have room for what is left
   */
  public LogitTiles withSparseResiduals() {
    int bytes = bytesPerLogit + SparseResiduals.BYTES_PER_LOGIT;
    return new LogitTiles(inputs, size, hasBias, bytes, memory, workers);
  }

  /**
   * The rows of a tile: as many as the memory holds, with what lies beside their logits, their
   * inputs, those once more in either order of products, and the gradients by them; whole panels,
   * if it holds one.
   */
  int rows() {
    long bytesPerRow = (long) bytesPerLogit * size + 4L * Float.BYTES * inputs;
    int ofArray = LayerChecks.LONGEST / Math.max(size, inputs) - Products.HEIGHT;
    int rows = (int) Math.min(Math.min(MOST_ROWS, ofArray), memory / bytesPerRow);
    return rows < Products.WIDTH ? Math.max(1, rows) : rows - rows % Products.WIDTH;
  }

  /**
   * Checks the lengths of a head.
   *
   * @param head the values
   * @return the number of rows
   */
  public int check(LinearHead head) {
    return LayerChecks.rows(head, inputs, size, hasBias);
  }

  /**
   * Checks targets.
   *
   * @param targets the likely classes of each row
   * @param rows the number of rows
   */
  public void check(LikelyClasses targets, int rows) {
    check(targets, rows, LogitTile.NO_WEIGHTS);
  }

  /**
   * Checks the targets of rows whose weight is not 0.
   *
   * @param targets the likely classes of each row
   * @param rows the number of rows
   * @param weights the weight of each row
   */
  public void check(LikelyClasses targets, int rows, double[] weights) {
    Objects.requireNonNull(targets, "targets").check(rows, size, weights);
  }

  /**
   * Checks the arrays that a gradient is written to.
   *
   * @param gradients written
   * @param head read
   */
  public void checkGradients(LinearHead gradients, LinearHead head) {
    Objects.requireNonNull(gradients, "gradients").checkWritten(head);
  }

  /**
   * Begins a call: no row has been read. To be followed by {@link #giveBack}.
   *
   * @param head the values of the layer
   * @param classes the target of each row
   * @return an empty tile
   */
  public LogitTile take(LinearHead head, int[] classes) {
    return take(head, classes, LogitTile.NO_WEIGHTS);
  }

  /**
   * The same of rows that differ in weight.
   *
   * @param head the values of the layer
   * @param classes the target of each row
   * @param weights the weight of each row; one of 0 will be left out
   * @return an empty tile
   */
  public LogitTile take(LinearHead head, int[] classes, double[] weights) {
    LogitTile tile = tile();
    tile.begin(head, classes, weights);
    return tile;
  }

  /**
   * Begins a call, of rows with several likely classes. To be followed by {@link #giveBack}.
   *
   * @param head the values of the layer
   * @param targets the targets of each row
   * @return an empty tile
   */
  public LogitTile take(LinearHead head, LikelyClasses targets) {
    return take(head, targets, LogitTile.NO_WEIGHTS);
  }

  /**
   * The same of rows that differ in weight.
   *
   * @param head the values of the layer
   * @param targets the targets of each row
   * @param weights the weight of each row; one of 0 will be left out
   * @return an empty tile
   */
  public LogitTile take(LinearHead head, LikelyClasses targets, double[] weights) {
    LogitTile tile = tile();
    tile.begin(head, targets, weights);
    return tile;
  }

  private LogitTile tile() {
    LogitTile found = FREE.getAndSet(this, null);
    return found == null ? new LogitTile(rows(), inputs, size, workers) : found;
  }

  /**
   * Makes gradients 0, to which tiles are added.
   *
   * @param gradients written
   */
  public static void clear(LinearHead gradients) {
    Arrays.fill(gradients.inputs(), 0);
    Arrays.fill(gradients.weights(), 0);
    Arrays.fill(gradients.bias(), 0);
  }

  /**
   * Ends a call; its memory is free for another.
   *
   * @param tile from {@link #take(LinearHead, int[])}
   */
  public void giveBack(LogitTile tile) {
    tile.end();
    free = tile;
  }

  /**
   * Looks up log-probabilities.
   *
   * @param head the values of the layer
   * @param cap the soft cap of its logits, or infinity
   * @param temperature what they are divided by
   * @param classes for each row those that are asked for, row after row
   * @param logProbabilities written: log p in nats of each of them
   */
  public void logProbabilities(
      LinearHead head, double cap, double temperature, int[] classes, double[] logProbabilities) {
    int perRow = LayerChecks.perRow(check(head), classes, logProbabilities);
    TargetChecks.classIndices("classes", classes, size);
    predict(
        head, cap, temperature, found -> found.logProbabilities(classes, perRow, logProbabilities));
  }

  /**
   * Finds the most probable classes.
   *
   * @param head the values of the layer
   * @param cap the soft cap of its logits, or infinity
   * @param temperature what they are divided by
   * @param classes written: the best classes of each row, row after row
   * @param logProbabilities written: log p in nats of each of them
   */
  public void best(
      LinearHead head, double cap, double temperature, int[] classes, double[] logProbabilities) {
    int perRow = LayerChecks.perRow(check(head), classes, logProbabilities);
    LayerChecks.atMost(size, perRow, classes);
    if (perRow == 0) {
      return;
    }
    predict(head, cap, temperature, found -> found.best(classes, perRow, logProbabilities));
  }

  private void predict(
      LinearHead head, double cap, double temperature, Consumer<Predictions> prediction) {
    LogitTile tile = take(head, new int[head.inputs().length / inputs]);
    Predictions predictions = new Predictions(tile, size);
    while (tile.next()) {
      if (cap < Double.POSITIVE_INFINITY) {
        predictions.cap(cap);
      }
      if (temperature != 1) {
        predictions.divideBy(temperature);
      }
      prediction.accept(predictions);
    }
    giveBack(tile);
  }
}
