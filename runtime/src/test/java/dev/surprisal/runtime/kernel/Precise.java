package dev.surprisal.runtime.kernel;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A kernel on arrays of a precision, seen as one on doubles. */
record Precise<A>(String name, RowKernels<A> kernel, boolean isFloat) {
  @SuppressWarnings("unchecked")
  A array(double... values) {
    if (!isFloat) {
      return (A) values.clone();
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return (A) floats;
  }

  double[] doubles(A array) {
    return array instanceof float[] floats
        ? IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray()
        : (double[]) array;
  }

  double[] rounded(double... values) {
    return doubles(array(values));
  }

  /** The largest number whose exponential the kernel scales. */
  double mostScaled() {
    return kernel instanceof ScalarFloatKernels
        ? ScalarFloatMath.MOST_SCALED
        : RowKernels.MOST_SCALED;
  }

  double ulp(double value) {
    return isFloat ? Math.ulp((float) value) : Math.ulp(value);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Those of this VM: both implementations where it has the vector module, and what was chosen. */
  static List<Precise<?>> kernels() {
    Stream<Precise<?>> scalar =
        Stream.of(
            new Precise<>("scalar float", new ScalarFloatKernels(), true),
            new Precise<>("scalar double", new ScalarDoubleKernels(), false));
    if (!Host.current().vectorModule()) {
      return scalar.toList();
    }
    Stream<Precise<?>> vector =
        Stream.of(
            new Precise<>("vector float", new VectorFloatKernels(), true),
            new Precise<>("vector double", new VectorDoubleKernels(), false),
            new Precise<>("chosen float", Kernels.FLOATS, true),
            new Precise<>("chosen double", Kernels.DOUBLES, false));
    return Stream.concat(scalar, vector).toList();
  }
}
