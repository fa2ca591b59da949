package dev.surprisal.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.surprisal.runtime.LossDescription.Precision;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Copies between Java's arrays and the memory of an engine's, without another in between.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class Memory<A> {
  /** What arrays of the engine are of. */
  final DataType type;

  /** The last array: outputs are copied to it, and become their gradient there. */
  private final AtomicReference<A> spare = new AtomicReference<>();

  private Memory(DataType type) {
    this.type = type;
  }

  /** For a precision. */
  static Memory<?> of(Precision precision) {
    return precision == Precision.FLOAT ? new Floats() : new Doubles();
  }

  /** Copies outputs to an array, which is the caller's until it is given back. */
  final A read(NDArray outputs) {
    int length = Math.toIntExact(outputs.size());
    A spared = spare.getAndSet(null);
    A array = spared != null && length(spared) == length ? spared : newArray(length);
    get(outputs.toByteBuffer(true), array);
    return array;
  }

  /** Copies an array to one of the engine. */
  final void write(A array, NDArray to) {
    put(array, shared(to));
  }

  /** Sets the value of a scalar. */
  final void write(double value, NDArray to) {
    put(value, shared(to));
  }

  /** Takes an array back, for the next batch of the same size. */
  final void giveBack(A array) {
    spare.set(array);
  }

  private static ByteBuffer shared(NDArray array) {
    ByteBuffer buffer = array.toByteBuffer(true);
    if (!buffer.isDirect()) {
      throw new IllegalStateException(
          array.getManager().getEngine().getEngineName() + " lets nobody write to its arrays");
    }
    return buffer;
  }

  abstract A newArray(int length);

  abstract int length(A array);

  abstract void get(ByteBuffer from, A to);

  abstract void put(A from, ByteBuffer to);

  abstract void put(double value, ByteBuffer to);

  private static final class Floats extends Memory<float[]> {
    Floats() {
      super(DataType.FLOAT32);
    }

    @Override
    float[] newArray(int length) {
      return new float[length];
    }

    @Override
    int length(float[] array) {
      return array.length;
    }

    @Override
    void get(ByteBuffer from, float[] to) {
      from.asFloatBuffer().get(to);
    }

    @Override
    void put(float[] from, ByteBuffer to) {
      to.asFloatBuffer().put(from);
    }

    @Override
    void put(double value, ByteBuffer to) {
      to.putFloat((float) value);
    }
  }

  private static final class Doubles extends Memory<double[]> {
    Doubles() {
      super(DataType.FLOAT64);
    }

    @Override
    double[] newArray(int length) {
      return new double[length];
    }

    @Override
    int length(double[] array) {
      return array.length;
    }

    @Override
    void get(ByteBuffer from, double[] to) {
      from.asDoubleBuffer().get(to);
    }

    @Override
    void put(double[] from, ByteBuffer to) {
      to.asDoubleBuffer().put(from);
    }

    @Override
    void put(double value, ByteBuffer to) {
      to.putDouble(value);
    }
  }
}
