package dev.surprisal.linear;

import dev.surprisal.runtime.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The logits of some rows, which their gradient is written over. It belongs to one call at a time.
 */
public final class LogitTile {
  private static final LinearHead NOTHING = new LinearHead(new float[0], new float[0]);
  private static final int[] NO_CLASSES = {};

  /** Where all rows count alike. */
  static final double[] NO_WEIGHTS = {};

  private final int inputs;
  private final int size;
  private final Workers workers;
  private final float[] logits;
  private final float[] x;
  private final float[] dx;
  private final float[] panelsOfRows;
  private final float[] panelsOfInputs;
  private final int[] classes;
  private final double[] weights;

  /** Of all classes, where a call gives a row more than one; else empty. */
  private float[] targets = {};

  private final int[] everyClass;

  /** Made where a call asks for it. */
  private @Nullable SparseResiduals sparse;

  /** Where the rows come from. */
  private final int[] rowsOfHead;

  private LinearHead head = NOTHING;
  private int[] classesOfHead = NO_CLASSES;
  private @Nullable LikelyClasses likelyClassesOfHead;
  private double[] weightsOfHead = NO_WEIGHTS;
  private int nextRow;
  private int rows;

  LogitTile(int rows, int inputs, int size, Workers workers) {
    this.inputs = inputs;
    this.size = size;
    this.workers = workers;
    int wholeBlocks = Products.wholeBlocks(rows);
    logits = new float[wholeBlocks * size];
    x = new float[rows * inputs];
    dx = new float[wholeBlocks * Products.wholePanels(inputs)];
    panelsOfRows = new float[Products.sizeOfPanelsOfRows(rows, inputs)];
    panelsOfInputs = new float[Products.sizeOfPanelsOfInputs(rows, inputs)];
    classes = new int[rows];
    weights = new double[rows];
    rowsOfHead = new int[rows];
    everyClass = new int[size];
    Arrays.setAll(everyClass, k -> k);
  }

  void begin(LinearHead newHead, int[] newClasses, double[] newWeights) {
    head = newHead;
    classesOfHead = newClasses;
    weightsOfHead = newWeights;
    nextRow = 0;
    rows = 0;
  }

  void begin(LinearHead newHead, LikelyClasses newTargets, double[] newWeights) {
    begin(newHead, NO_CLASSES, newWeights);
    likelyClassesOfHead = newTargets;
    if (targets.length == 0) {
      targets = new float[rowsOfHead.length * size];
    }
  }

  void end() {
    head = NOTHING;
    classesOfHead = NO_CLASSES;
    likelyClassesOfHead = null;
    weightsOfHead = NO_WEIGHTS;
  }

  /**
   * Goes on to the next rows, as many as fit, and computes their logits. A row of weight 0 is left
   * out, whatever its target is.
   *
   * @return whether there are any
   */
  public boolean next() {
    return next(row -> true);
  }

  /**
   * The same, of the rows that do not have a target.
   *
   * @param ignored the target of rows that are left out
   * @return whether there are any
   */
  public boolean next(int ignored) {
    return next(row -> classesOfHead[row] != ignored);
  }

  /**
   * The same, of the rows whose class has a weight.
   *
   * @param classWeights a weight for each class
   * @return whether there are any
   */
  public boolean next(double[] classWeights) {
    return next(row -> classWeights[classesOfHead[row]] != 0);
  }

  /**
   * The same, of the rows that do not have a target, and whose class has a weight.
   *
   * @param ignored the target of rows that are left out
   * @param classWeights a weight for each class
   * @return whether there are any
   */
  public boolean next(int ignored, double[] classWeights) {
    return next(row -> classesOfHead[row] != ignored && classWeights[classesOfHead[row]] != 0);
  }

  private interface Choice {
    boolean counts(int row);
  }

  private boolean next(Choice choice) {
    rows = 0;
    Arrays.fill(targets, 0);
    int all = head.inputs().length / inputs;
    for (; nextRow < all && rows < rowsOfHead.length; nextRow++) {
      boolean hasWeights = weightsOfHead.length > 0;
      if ((!hasWeights || weightsOfHead[nextRow] != 0) && choice.counts(nextRow)) {
        System.arraycopy(head.inputs(), nextRow * inputs, x, rows * inputs, inputs);
        if (likelyClassesOfHead == null) {
          classes[rows] = classesOfHead[nextRow];
        } else {
          likelyClassesOfHead.write(nextRow, all, targets, rows * size);
        }
        weights[rows] = hasWeights ? weightsOfHead[nextRow] : 1;
        rowsOfHead[rows] = nextRow;
        rows++;
      }
    }
    if (rows > 0) {
      computeLogits();
    }
    return rows > 0;
  }

  private void computeLogits() {
    Products products = new Products(rows, inputs, size, size);
    products.packRows(x, panelsOfRows);
    Part.forEach(
        products.partsOfClasses(),
        workers,
        part -> products.logits(part, panelsOfRows, head.weights(), head.bias(), logits));
  }

  /**
   * Adds what these rows give to the gradients by weights and bias, and writes those by inputs.
   *
   * @param gradients written; {@link #logits} hold the gradient by the logits
   */
  public void addTo(LinearHead gradients) {
    multiply(everyClass, size, gradients);
    writeByInputs(gradients);
  }

  /**
   * The same without gradients by the logits that are negligible. What {@link #logits} hold is of
   * no use after it.
   *
   * @param gradients written; {@link #logits} hold the gradient by the logits
   * @param negligible a number, 0 or more; the gradient by a logit may be taken for 0 if it is no
   *     further from 0
   */
  public void addTo(LinearHead gradients, double negligible) {
    if (sparse == null) {
      sparse = new SparseResiduals(rowsOfHead.length, inputs, size);
    }
    sparse.take(logits, rows, (float) negligible, workers);
    multiply(sparse.dense(), sparse.denseCount(), gradients);
    sparse.addGradients(head, x, dx, Products.wholePanels(inputs), gradients, workers);
    writeByInputs(gradients);
  }

  /** Multiplies the gradients by the logits of some classes, which stand first in their rows. */
  private void multiply(int[] someClasses, int count, LinearHead gradients) {
    Products products = new Products(rows, inputs, size, count);
    products.packInputs(x, panelsOfInputs);
    int partsOfInputs = products.partsOfInputs();
    Part.forEach(
        partsOfInputs + products.partsOfClasses(),
        workers,
        part -> {
          if (part < partsOfInputs) {
            products.gradientByInputs(part, logits, head.weights(), someClasses, dx);
          } else {
            products.addGradientByWeights(
                part - partsOfInputs,
                logits,
                panelsOfInputs,
                someClasses,
                gradients.weights(),
                gradients.bias());
          }
        });
  }

  private void writeByInputs(LinearHead gradients) {
    int step = Products.wholePanels(inputs);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(dx, row * step, gradients.inputs(), rowsOfHead[row] * inputs, inputs);
    }
  }

  /**
   * The logits, row-major, or what was written over them; only the first {@link #rows} count.
   *
   * @return the array itself
   */
  public float[] logits() {
    return logits;
  }

  /**
   * The target of each row.
   *
   * @return the array itself
   */
  public int[] classes() {
    return classes;
  }

  /**
   * The target probabilities of all classes, row-major, where a row has more than one.
   *
   * @return the array itself
   */
  public float[] targets() {
    return targets;
  }

  /**
   * The weight of each row, 1 where all count alike.
   *
   * @return the array itself
   */
  public double[] weights() {
    return weights;
  }

  /**
   * The number of rows.
   *
   * @return at least 1 after {@link #next()} found some
   */
  public int rows() {
    return rows;
  }

  /**
   * Where a row comes from.
   *
   * @param row one of these
   * @return its index among all rows of the head
   */
  public int rowOfHead(int row) {
    return rowsOfHead[row];
  }
}
