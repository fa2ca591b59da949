package dev.surprisal.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.Objects;

/**
 * One example, before it goes into a block. Arrays are not copied.
 *
 * @param features as many for each example
 * @param targets as many as the head has for each example: 1 for a class, which is a whole number
 * @param weight how often it counts: finite, 0 or more; 1 under a head without weights
 */
@DefaultSerializer(JavaSerializer.class) // Kryo by itself cannot read a record.
public record Example(double[] features, double[] targets, double weight) implements Serializable {
  /**
   * Checks that nothing is missing.
   *
   * @param features as many for each example
   * @param targets as many as the head has for each example
   * @param weight how often it counts
   */
  public Example {
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(targets, "targets");
  }

  /**
   * An example that counts once.
   *
   * @param features as many for each example
   * @param targets as many as the head has for each example
   */
  public Example(double[] features, double... targets) {
    this(features, targets, 1);
  }
}
