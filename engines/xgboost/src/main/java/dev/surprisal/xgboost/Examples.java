package dev.surprisal.xgboost;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Labels;
import dev.surprisal.runtime.LossDescription;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The rows of XGBoost's matrices as a loss takes them. */
final class Examples {
  private Examples() {}

  /** Refuses a loss whose outputs are not in the order of margins. */
  static void requireRows(ArrayLossFunction<float[], ?> loss) {
    if (loss.description().isClassesFirst()) {
      throw new IllegalArgumentException(
          "layout = CLASSES_FIRST: XGBoost has the outputs of a row side by side, as the default"
              + " layout has them");
    }
  }

  /** Margins as one array of the loss's outputs, row after row. */
  static float[] outputs(LossDescription description, float[][] margins) {
    int width = description.outputsPerExample();
    float[] outputs = new float[margins.length * width];
    for (int row = 0; row < margins.length; row++) {
      float[] of = margins[row];
      if (of.length != width) {
        throw new IllegalArgumentException(
            "row %d has %d margins, but the head %d outputs: LossParameters.of sets num_class or num_target"
                .formatted(row, of.length, width));
      }
      System.arraycopy(of, 0, outputs, row * width, width);
    }
    return outputs;
  }

  /** Numbers of the loss's outputs as XGBoost has them, an array for each row. */
  static float[][] rows(LossDescription description, float[] outputs) {
    int width = description.outputsPerExample();
    float[][] rows = new float[outputs.length / width][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(outputs, row * width, (row + 1) * width);
    }
    return rows;
  }

  /** Labels and weights of a matrix as the targets of a loss. */
  static <T> T targets(ArrayLossFunction<float[], T> loss, DMatrix data) {
    try {
      float[] weights = data.getWeight();
      float[] labels = data.getLabel();
      return areAllOne(weights)
          ? Labels.targets(loss, labels)
          : Labels.targets(loss, labels, weights);
    } catch (XGBoostError unread) {
      throw new IllegalStateException("labels and weights could not be read", unread);
    }
  }

  /** Spark's matrices have weights always, 1 for each row where none were given. */
  private static boolean areAllOne(float[] weights) {
    for (float weight : weights) {
      if (weight != 1) {
        return false;
      }
    }
    return true;
  }
}
