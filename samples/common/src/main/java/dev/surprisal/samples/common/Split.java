package dev.surprisal.samples.common;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Examples, by their numbers.
 *
 * @param learned those that are learned from
 * @param heldOut those that a model is tested on, and never sees before
 */
public record Split(List<Integer> learned, int[] heldOut) {
  /** The number of parts of which one is held out. */
  static final int PARTS = 5;

  /** A random fifth is held out. */
  public static Split of(int count, Random random) {
    return folds(count, random).get(PARTS - 1);
  }

  /** Five splits, such that each example is held out in one of them. */
  public static List<Split> folds(int count, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, random);
    List<Split> folds = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      int from = part * count / PARTS;
      int to = (part + 1) * count / PARTS;
      List<Integer> learned = new ArrayList<>(order.subList(0, from));
      learned.addAll(order.subList(to, count));
      folds.add(new Split(learned, numbers(order.subList(from, to))));
    }
    return folds;
  }

  /**
   * The examples that are learned from, in a new order, in parts of a size; the last may be less.
   */
  public List<int[]> batches(int size, Random random) {
    List<Integer> order = new ArrayList<>(learned);
    Collections.shuffle(order, random);
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += size) {
      batches.add(numbers(order.subList(from, Math.min(from + size, order.size()))));
    }
    return batches;
  }

  /** All examples that are learned from. */
  public int[] learnedRows() {
    return numbers(learned);
  }

  private static int[] numbers(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
