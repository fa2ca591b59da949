package dev.surprisal.runtime;

import dev.surprisal.runtime.kernel.LongRowKernels;
import java.util.Arrays;

/**
 * Kernels that share the segments of a long row between workers; the bits are those of the kernels
 * that do the work.
 */
final class SharedKernels<A> implements LongRowKernels<A> {
  private final Workers workers;
  private final LongRowKernels<A> kernels;

  SharedKernels(Workers workers, LongRowKernels<A> kernels) {
    this.workers = workers;
    this.kernels = kernels;
  }

  /** What is done with a segment. */
  private interface Segment {
    double of(int start, int length);
  }

  private double sum(int start, int length, Segment segment) {
    int segments = (length - 1) / SEGMENT + 1;
    return workers.sum(
        segments,
        SEGMENT,
        (from, to) -> {
          int done = from * SEGMENT;
          return segment.of(start + done, Math.min(SEGMENT, length - done));
        });
  }

  @Override
  public double max(A z, int start, int length) {
    double[] largest = new double[length / SEGMENT + 1];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    sum(
        start,
        length,
        (first, count) -> {
          largest[(first - start) / SEGMENT] = kernels.max(z, first, count);
          return 0;
        });
    double max = Double.NEGATIVE_INFINITY;
    for (double of : largest) {
      max = Math.max(max, of);
    }
    return max;
  }

  @Override
  public double sumExp(A z, int start, int length, double shift) {
    return sum(start, length, (first, count) -> sumExpOfSegment(z, first, count, shift));
  }

  @Override
  public double storeExp(A z, int start, int length, double shift, A out) {
    return sum(start, length, (first, count) -> storeExpOfSegment(z, first, count, shift, out));
  }

  @Override
  public double sumExpOfSegment(A z, int start, int length, double shift) {
    return kernels.sumExpOfSegment(z, start, length, shift);
  }

  @Override
  public double storeExpOfSegment(A z, int start, int length, double shift, A out) {
    return kernels.storeExpOfSegment(z, start, length, shift, out);
  }

  @Override
  public void scale(A x, int start, int length, double factor) {
    sum(
        start,
        length,
        (first, count) -> {
          kernels.scale(x, first, count, factor);
          return 0;
        });
  }
}
