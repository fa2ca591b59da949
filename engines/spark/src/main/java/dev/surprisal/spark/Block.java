package dev.surprisal.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.Objects;

/**
 * Examples that are worked on in one call. Arrays are not copied.
 *
 * @param features row-major, a row for each example
 * @param targets what the loss takes: {@code int[]}, {@code float[]} or {@code double[]}, or those
 *     {@link dev.surprisal.runtime.Weighted}
 * @param <T> the targets
 */
@DefaultSerializer(JavaSerializer.class) // Kryo by itself cannot read a record.
public record Block<T>(double[] features, T targets) implements Serializable {
  /**
   * Checks that nothing is missing.
   *
   * @param features row-major, a row for each example
   * @param targets what the loss takes
   */
  public Block {
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(targets, "targets");
  }
}
