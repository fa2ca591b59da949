package dev.surprisal.linear;

import dev.surprisal.runtime.Workers;

/**
 * The logits of some rows, which their gradient is written over. It belongs to one call at a time.
 */
public final class LogitTile {
  private static final LinearHead NOTHING = new LinearHead(new float[0], new float[0]);
  private static final int[] NO_CLASSES = {};

  private final int inputs;
  private final int size;
  private final Workers workers;
  private final float[] logits;
  private final float[] x;
  private final float[] dx;
  private final float[] panelsOfRows;
  private final float[] panelsOfInputs;
  private final int[] classes;

  /** Where the rows come from. */
  private final int[] rowsOfHead;

  private LinearHead head = NOTHING;
  private int[] classesOfHead = NO_CLASSES;
  private int nextRow;
  private int rows;

  LogitTile(int rows, int inputs, int size, Workers workers) {
    this.inputs = inputs;
    this.size = size;
    this.workers = workers;
    int wholeBlocks = Products.wholeBlocks(rows);
    logits = new float[wholeBlocks * size];
    x = new float[rows * inputs];
    dx = new float[wholeBlocks * inputs];
    panelsOfRows = new float[Products.sizeOfPanelsOfRows(rows, inputs)];
    panelsOfInputs = new float[Products.sizeOfPanelsOfInputs(rows, inputs)];
    classes = new int[rows];
    rowsOfHead = new int[rows];
  }

  void begin(LinearHead newHead, int[] newClasses) {
    head = newHead;
    classesOfHead = newClasses;
    nextRow = 0;
    rows = 0;
  }

  void end() {
    head = NOTHING;
    classesOfHead = NO_CLASSES;
  }

  /**
   * Goes on to the next rows, as many as fit, and computes their logits.
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
    int all = head.inputs().length / inputs;
    for (; nextRow < all && rows < rowsOfHead.length; nextRow++) {
      if (choice.counts(nextRow)) {
        System.arraycopy(head.inputs(), nextRow * inputs, x, rows * inputs, inputs);
        classes[rows] = classesOfHead[nextRow];
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
    Products products = new Products(rows, inputs, size);
    products.packRows(x, panelsOfRows);
    forEachPart(
        products.partsOfClasses(),
        part -> products.logits(part, panelsOfRows, head.weights(), head.bias(), logits));
  }

  /**
   * Adds what these rows give to the gradients by weights and bias, and writes those by inputs.
   *
   * @param gradients written; {@link #logits} hold the gradient by the logits
   */
  public void addTo(LinearHead gradients) {
    Products products = new Products(rows, inputs, size);
    products.packInputs(x, panelsOfInputs);
    int partsOfInputs = products.partsOfInputs();
    forEachPart(
        partsOfInputs + products.partsOfClasses(),
        part -> {
          if (part < partsOfInputs) {
            products.gradientByInputs(part, logits, head.weights(), dx);
          } else {
            products.addGradientByWeights(
                part - partsOfInputs,
                logits,
                panelsOfInputs,
                gradients.weights(),
                gradients.bias());
          }
        });
    for (int row = 0; row < rows; row++) {
      System.arraycopy(dx, row * inputs, gradients.inputs(), rowsOfHead[row] * inputs, inputs);
    }
  }

  private interface Part {
    void run(int part);
  }

  /** Parts write to places of their own, so that their order changes no bit. */
  private void forEachPart(int parts, Part each) {
    workers.sum(
        parts,
        Integer.MAX_VALUE,
        (from, to) -> {
          for (int part = from; part < to; part++) {
            each.run(part);
          }
          return 0;
        });
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
