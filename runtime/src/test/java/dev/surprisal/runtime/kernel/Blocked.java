package dev.surprisal.runtime.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Kernels on blocks of a precision, seen as on doubles. */
record Blocked<A>(String name, BlockKernels<A> kernel, boolean isFloat) {
  static List<Blocked<?>> kernels() {
    Stream<Blocked<?>> scalar =
        Stream.of(
            new Blocked<>("scalar float", new ScalarFloatBlocks(), true),
            new Blocked<>("scalar double", new ScalarDoubleBlocks(), false));
    Stream<Blocked<?>> vector =
        Host.current().vectorModule()
            ? Stream.of(
                new Blocked<>("vector float", new VectorFloatBlocks(), true),
                new Blocked<>("vector double", new VectorDoubleBlocks(), false))
            : Stream.of();
    return Stream.concat(scalar, vector).toList();
  }

  /** What a block that was used before has behind its values may be anything. */
  @SuppressWarnings("unchecked")
  A block(double... values) {
    double[] room = room(values);
    return (A) (isFloat ? floats(room) : room);
  }

  /** A block of double. */
  static double[] room(double... values) {
    double[] room = Arrays.copyOf(values, (values.length / Blocks.SPARE + 1) * Blocks.SPARE);
    Arrays.fill(room, values.length, room.length, Double.NaN);
    return room;
  }

  A block(int length) {
    return block(new double[length]);
  }

  double[] doubles(A block, int length) {
    return IntStream.range(0, length)
        .mapToDouble(i -> isFloat ? ((float[]) block)[i] : ((double[]) block)[i])
        .toArray();
  }

  double[] rounded(double... values) {
    return doubles(block(values), values.length);
  }

  double unit() {
    return isFloat ? 0x1p-24 : 0x1p-53;
  }

  @Override
  public String toString() {
    return name;
  }

  double[] random(int length, double low, double high) {
    return rounded(new Random(length).doubles(length, low, high).toArray());
  }

  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
