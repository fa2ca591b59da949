package dev.surprisal.linear;

import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.runtime.kernel.SoftCap;

/** Log-probabilities of single classes, from the logits of a tile. */
final class Predictions {
  private final LogitTile tile;
  private final int size;

  Predictions(LogitTile tile, int size) {
    this.tile = tile;
    this.size = size;
  }

  /** Puts capped logits in the place of logits. */
  void cap(double cap) {
    float[] logits = tile.logits();
    for (int i = 0; i < tile.rows() * size; i++) {
      logits[i] = (float) SoftCap.of(logits[i], cap);
    }
  }

  /** Puts divided logits in the place of logits. */
  void divideBy(double temperature) {
    float[] logits = tile.logits();
    for (int i = 0; i < tile.rows() * size; i++) {
      logits[i] = (float) (logits[i] / temperature);
    }
  }

  /** Looks up the classes of each row of the head. */
  void logProbabilities(int[] classes, int perRow, double[] logProbabilities) {
    for (int row = 0; row < tile.rows(); row++) {
      double logSumExp = logSumExp(row);
      int first = tile.rowOfHead(row) * perRow;
      for (int i = first; i < first + perRow; i++) {
        logProbabilities[i] = tile.logits()[row * size + classes[i]] - logSumExp;
      }
    }
  }

  /** Finds the best classes of each row of the head. */
  void best(int[] classes, int perRow, double[] logProbabilities) {
    for (int row = 0; row < tile.rows(); row++) {
      int first = tile.rowOfHead(row) * perRow;
      rank(row * size, classes, first, perRow);
      double logSumExp = logSumExp(row);
      for (int i = first; i < first + perRow; i++) {
        logProbabilities[i] = tile.logits()[row * size + classes[i]] - logSumExp;
      }
    }
  }

  /** Keeps the best so far in order; most classes are worse than all of them. */
  private void rank(int start, int[] classes, int first, int perRow) {
    float[] logits = tile.logits();
    for (int k = 0; k < size; k++) {
      int ranked = Math.min(k, perRow);
      int last = first + ranked - 1;
      if (ranked == perRow && !isBetter(logits[start + k], logits[start + classes[last]])) {
        continue;
      }
      int place = first + Math.min(ranked, perRow - 1);
      while (place > first && isBetter(logits[start + k], logits[start + classes[place - 1]])) {
        classes[place] = classes[place - 1];
        place--;
      }
      classes[place] = k;
    }
  }

  /** What is not a number is worse than all that is. */
  private static boolean isBetter(float logit, float than) {
    return logit > than || Float.isNaN(than) && !Float.isNaN(logit);
  }

  private double logSumExp(int row) {
    double max = Kernels.FLOATS.max(tile.logits(), row * size, size);
    return max + Math.log(Kernels.FLOATS.sumExp(tile.logits(), row * size, size, max));
  }
}
