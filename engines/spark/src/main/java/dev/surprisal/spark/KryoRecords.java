package dev.surprisal.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * Lets Kryo serialize records, which its version in Spark cannot read by itself, in Java's way:
 * {@link dev.surprisal.runtime.LossValue} and the targets of several heads among them, where they
 * are elements of data sets. Wanted where {@code spark.serializer} is Kryo's:
 *
 * <pre>
 *   --conf spark.kryo.registrator=dev.surprisal.spark.KryoRecords
 * </pre>
 */
public final class KryoRecords implements KryoRegistrator {
  /** Spark calls it. */
  public KryoRecords() {}

  @Override
  public void registerClasses(Kryo kryo) {
    kryo.addDefaultSerializer(Record.class, JavaSerializer.class);
  }
}
