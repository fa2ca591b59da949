package dev.surprisal.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Labels;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Examples that follow each other and go into one block: all of it, or what one partition has.
 *
 * @param first the number of the first one in the data set
 * @param examples at least one
 */
@DefaultSerializer(JavaSerializer.class) // Kryo by itself cannot read a record.
record Piece(long first, List<Example> examples) implements Serializable {

  /** The examples of a partition as pieces, one at a time, given the number of its first one. */
  static Iterator<Piece> split(Iterator<Example> examples, long first, int rows) {
    return new Iterator<>() {
      private long number = first;

      @Override
      public boolean hasNext() {
        return examples.hasNext();
      }

      @Override
      public Piece next() {
        long start = number;
        List<Example> piece = new ArrayList<>();
        do {
          piece.add(examples.next());
          number++;
        } while (number % rows != 0 && examples.hasNext());
        return new Piece(start, piece);
      }
    };
  }

  /** All pieces of one block together. */
  static Piece join(Iterable<Piece> parts) {
    List<Piece> inOrder =
        StreamSupport.stream(parts.spliterator(), false)
            .sorted(Comparator.comparingLong(Piece::first))
            .toList();
    List<Example> examples = inOrder.stream().flatMap(part -> part.examples.stream()).toList();
    return new Piece(inOrder.get(0).first, examples);
  }

  /** Whether it is a whole block of a data set of that many examples. */
  boolean isWhole(int rows, long count) {
    return first % rows == 0 && (examples.size() == rows || first + examples.size() == count);
  }

  /** The block that these examples are under a loss. */
  <T> Block<T> toBlock(ArrayLossFunction<?, T> loss) {
    double[] features = concatenated("features", Example::features);
    for (int i = 0; i < features.length; i++) {
      if (!Double.isFinite(features[i])) {
        int width = features.length / examples.size();
        throw new IllegalArgumentException(
            "features[%d] of example %d = %s: must be finite"
                .formatted(i % width, first + i / width, features[i]));
      }
    }
    double[] labels = concatenated("targets", Example::targets);
    boolean isWeighted = examples.stream().anyMatch(example -> example.weight() != 1);
    double[] weights = examples.stream().mapToDouble(Example::weight).toArray();
    try {
      return new Block<>(
          features,
          isWeighted ? Labels.targets(loss, labels, weights) : Labels.targets(loss, labels));
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(
          "of the examples from " + first + " on: " + refused.getMessage(), refused);
    }
  }

  private double[] concatenated(String name, Function<Example, double[]> part) {
    int width = part.apply(examples.get(0)).length;
    double[] all = new double[Math.multiplyExact(examples.size(), width)];
    for (int i = 0; i < examples.size(); i++) {
      double[] values = part.apply(examples.get(i));
      if (values.length != width) {
        throw new IllegalArgumentException(
            "%s of example %d: there are %d, but %d of example %d"
                .formatted(name, first + i, values.length, width, first));
      }
      System.arraycopy(values, 0, all, i * width, width);
    }
    return all;
  }
}
