package dev.surprisal.linear;

import dev.surprisal.runtime.Arguments;
import java.util.Objects;

/** The checks of a linear layer: its shape, and arrays that have to fit it. */
final class LayerChecks {
  /** The length of the longest array that every VM has. */
  static final int LONGEST = Integer.MAX_VALUE - 8;

  private LayerChecks() {}

  /** Checks that weights, and blocks of rows, fit an array. */
  static void shape(int inputs, int size) {
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs = " + inputs + ": must be at least 1");
    }
    Arguments.classes("size", size);
    if ((long) inputs * size > LONGEST) {
      throw new IllegalArgumentException(
          inputs + " inputs times " + size + " classes are more weights than an array holds");
    }
    long longest = Math.max((long) Products.HEIGHT * size, (long) Products.WIDTH * inputs);
    if (longest > LONGEST) {
      throw new IllegalArgumentException(
          inputs + " inputs and " + size + " classes: a block of rows is more than an array holds");
    }
  }

  /** Checks the lengths of a head, and gives the number of its rows. */
  static int rows(LinearHead head, int inputs, int size, boolean hasBias) {
    int length = Objects.requireNonNull(head, "head").inputs().length;
    if (length % inputs != 0) {
      throw new IllegalArgumentException(
          "inputs: length "
              + length
              + " is not a multiple of "
              + inputs
              + ", the number of inputs per example");
    }
    Arguments.length("weights", head.weights(), size * inputs);
    Arguments.length("bias", head.bias(), hasBias ? size : 0);
    return length / inputs;
  }

  /** Checks the lengths of predictions, and gives how many classes each row has there. */
  static int perRow(int rows, int[] classes, double[] logProbabilities) {
    Objects.requireNonNull(classes, "classes");
    if (rows == 0 ? classes.length > 0 : classes.length % rows != 0) {
      throw new IllegalArgumentException(
          "classes.length = " + classes.length + ": must be a multiple of the " + rows + " rows");
    }
    Arguments.length("logProbabilities", logProbabilities, classes.length);
    return rows == 0 ? 0 : classes.length / rows;
  }

  /** Checks that rows have no more classes than there are. */
  static void atMost(int size, int perRow, int[] classes) {
    if (perRow > size) {
      throw new IllegalArgumentException(
          "classes.length = "
              + classes.length
              + ": "
              + perRow
              + " of "
              + size
              + " classes per row");
    }
  }
}
