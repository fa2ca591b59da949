package dev.surprisal.linear;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.TargetChecks;
import java.io.Serializable;
import java.util.Objects;

/**
 * Target probabilities of the classes that are likely, the same number of them for each row: the
 * best of a teacher's, say, as {@link LinearLossFunction#best} finds them. All other classes have
 * 0.
 *
 * <p>A row may sum to less than 1, as the best of many do; the loss then is &minus;&Sigma; q log p
 * over those that are given. A class that stands in a row twice has both probabilities together.
 * The arrays are not copied.
 *
 * @param classes the likely classes of each row, row after row
 * @param probabilities the probability of each of them, in 0..1
 */
public record LikelyClasses(int[] classes, float[] probabilities) implements Serializable {
  private static final String PROBABILITIES = "targets.probabilities";

  /** What a row may be above 1: probabilities are often the work of floats. */
  private static final double SUM_TOLERANCE = 1e-3;

  /**
   * Checks that there are as many probabilities as classes.
   *
   * @param classes the likely classes of each row, row after row
   * @param probabilities the probability of each of them, in 0..1
   */
  public LikelyClasses {
    Objects.requireNonNull(classes, "classes");
    Arguments.length("probabilities", probabilities, classes.length);
  }

  /** Checks the rows of a head whose weight is not 0. */
  void check(int rows, int size, double[] weights) {
    if (rows == 0 ? classes.length > 0 : classes.length % rows != 0) {
      throw new IllegalArgumentException(
          "targets.classes: length " + classes.length + " is not a multiple of " + rows + " rows");
    }
    int perRow = rows == 0 ? 0 : classes.length / rows;
    for (int row = 0; row < rows; row++) {
      if (weights.length == 0 || weights[row] != 0) {
        checkClasses(row, perRow, size);
      }
    }
    TargetChecks.probabilities(PROBABILITIES, probabilities, perRow, 1, weights);
    for (int row = 0; row < rows; row++) {
      if (weights.length == 0 || weights[row] != 0) {
        checkSum(row, perRow);
      }
    }
  }

  private void checkClasses(int row, int perRow, int size) {
    for (int i = row * perRow; i < (row + 1) * perRow; i++) {
      if (classes[i] < 0 || classes[i] >= size) {
        throw new IllegalArgumentException(
            "targets.classes[%d] = %d, in row %d: a class index must be in 0..%d"
                .formatted(i, classes[i], row, size - 1));
      }
    }
  }

  private void checkSum(int row, int perRow) {
    double sum = 0;
    for (int i = row * perRow; i < (row + 1) * perRow; i++) {
      sum += probabilities[i];
    }
    if (sum > 1 + SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          PROBABILITIES + ": row " + row + " sums to " + sum + ": must be no more than 1");
    }
  }

  /** Adds one of so many rows to targets of all classes. */
  void write(int row, int rows, float[] targets, int start) {
    int perRow = classes.length / rows;
    for (int i = row * perRow; i < (row + 1) * perRow; i++) {
      targets[start + classes[i]] += probabilities[i];
    }
  }
}
