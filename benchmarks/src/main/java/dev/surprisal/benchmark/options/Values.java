package dev.surprisal.benchmark.options;

import dev.surprisal.annotation.Precision;

/**
 * An array in either precision, so that a plain loop is written once. A VM has arrays in one
 * precision only: the JIT sees one implementation, and makes of each call what it makes of an
 * array.
 */
sealed interface Values {
  static Values of(Precision precision, int length) {
    return switch (precision) {
      case FLOAT -> new Floats(new float[length]);
      case DOUBLE -> new Doubles(new double[length]);
    };
  }

  double get(int index);

  void set(int index, double value);

  int length();

  /** A {@code float[]} or {@code double[]}. */
  Object array();

  default double[] toDoubles() {
    double[] doubles = new double[length()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = get(i);
    }
    return doubles;
  }

  /** In float. */
  record Floats(float[] array) implements Values {
    @Override
    public double get(int index) {
      return array[index];
    }

    @Override
    public void set(int index, double value) {
      array[index] = (float) value;
    }

    @Override
    public int length() {
      return array.length;
    }
  }

  /** In double. */
  record Doubles(double[] array) implements Values {
    @Override
    public double get(int index) {
      return array[index];
    }

    @Override
    public void set(int index, double value) {
      array[index] = value;
    }

    @Override
    public int length() {
      return array.length;
    }
  }
}
