package dev.surprisal.runtime;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * The outputs of a model that has seen targets and no inputs: the base score of boosting, the bias
 * that a network begins with. Those outputs are the same for all examples and make the loss least:
 * log-frequencies of classes, the logit of a mean, means and log-variances.
 *
 * <p>Found by Newton steps on gradient and bounds, halved until the loss gets less as the gradient
 * says, whatever the family and its options.
 */
public final class ConstantStart {
  private static final int STEPS = 200;

  /** The part of what the slope promises that a step must keep (Armijo's rule). */
  private static final double SUFFICIENT = 0.1;

  /** What sums of losses may be off by. */
  private static final double ROUNDING = 1e-14;

  private ConstantStart() {}

  /**
   * The best constant outputs.
   *
   * <p>Where there is no best one, since a class never occurs or all labels are the same, they stop
   * where more would change the loss by less than rounding: near 20 from 0. Outputs that nothing is
   * known of, as no target counts, are 0.
   *
   * @param loss the loss
   * @param targets the targets of all examples, at least one; weighted, where the loss takes such
   * @param <T> the targets
   * @return the raw outputs of an example, at each of its positions: {@link
   *     LossDescription#outputsPerExample} numbers
   */
  public static <T> double[] of(NewtonLoss<?, T> loss, T targets) {
    LossDescription description = loss.description();
    int perTarget = description.targetsPerExample() * description.positions();
    int examples = length(targets) / perTarget;
    if (examples == 0) {
      throw new IllegalArgumentException("targets: there is none to start from");
    }
    return switch (description.precision()) {
      case FLOAT -> search(cast(loss), targets, new Floats(description, examples), 1e-7);
      case DOUBLE -> search(cast(loss), targets, new Doubles(description, examples), 1e-12);
    };
  }

  /** The description says of what arrays it is. */
  @SuppressWarnings("unchecked")
  private static <A, T> NewtonLoss<A, T> cast(NewtonLoss<?, T> loss) {
    return (NewtonLoss<A, T>) loss.withoutOutputChecks();
  }

  private static int length(Object targets) {
    return targets instanceof Weighted<?> weighted
        ? Array.getLength(weighted.targets())
        : Array.getLength(targets);
  }

  private static <A, T> double[] search(
      NewtonLoss<A, T> loss, T targets, Outputs<A> outputs, double precision) {
    double[] best = new double[outputs.perExample];
    double least = outputs.losses(loss, targets, best);
    for (int step = 0; step < STEPS; step++) {
      NewtonStep newton = outputs.newtonStep();
      double length = 1;
      double[] next = newton.from(best, length);
      double sum = outputs.losses(loss, targets, next);
      while (!(sum <= least - SUFFICIENT * length * newton.slope() + ROUNDING * Math.abs(least))) {
        length /= 2;
        next = newton.from(best, length);
        if (isClose(best, next, precision)) {
          return best;
        }
        sum = outputs.losses(loss, targets, next);
      }
      if (isClose(best, next, precision)) {
        return next;
      }
      best = next;
      least = sum;
    }
    return best;
  }

  /**
   * A step, and how fast the loss gets less at its beginning.
   *
   * @param direction what is subtracted
   * @param slope the gradient times that
   */
  private record NewtonStep(double[] direction, double slope) {
    double[] from(double[] outputs, double length) {
      double[] moved = outputs.clone();
      for (int k = 0; k < moved.length; k++) {
        moved[k] -= length * direction[k];
      }
      return moved;
    }
  }

  private static boolean isClose(double[] some, double[] others, double precision) {
    for (int k = 0; k < some.length; k++) {
      if (!(Math.abs(some[k] - others[k]) <= precision * Math.max(1, Math.abs(some[k])))) {
        return false;
      }
    }
    return true;
  }

  /** The arrays of a call for constant outputs. */
  private abstract static class Outputs<A> {
    final int perExample;
    private final int positions;
    private final A outputs;
    private final A gradients;
    private final A bounds;

    Outputs(LossDescription description, A outputs, A gradients, A bounds) {
      this.perExample = description.outputsPerExample();
      this.positions = description.positions();
      this.outputs = outputs;
      this.gradients = gradients;
      this.bounds = bounds;
    }

    abstract void fill(A array, int from, int to, double value);

    abstract double sum(A array, int from, int to);

    /** The sum of the losses of constant outputs; gradients and bounds are kept. */
    <T> double losses(NewtonLoss<A, T> loss, T targets, double[] constant) {
      int length = Array.getLength(outputs);
      for (int start = 0, k = 0; start < length; start += positions, k = (k + 1) % perExample) {
        fill(outputs, start, start + positions, constant[k]);
      }
      return loss.gradientsAndBounds(outputs, targets, gradients, bounds, 1).sum();
    }

    /** By sums of gradients over those of bounds; none where there is nothing to go by. */
    NewtonStep newtonStep() {
      double[] slopes = sums(gradients);
      double[] bends = sums(bounds);
      double[] direction = new double[perExample];
      double slope = 0;
      for (int k = 0; k < perExample; k++) {
        direction[k] = bends[k] == 0 ? 0 : slopes[k] / Math.abs(bends[k]);
        slope += slopes[k] * direction[k];
      }
      return new NewtonStep(direction, slope);
    }

    private double[] sums(A array) {
      double[] sums = new double[perExample];
      int length = Array.getLength(array);
      for (int start = 0, k = 0; start < length; start += positions, k = (k + 1) % perExample) {
        sums[k] += sum(array, start, start + positions);
      }
      return sums;
    }
  }

  private static final class Floats extends Outputs<float[]> {
    Floats(LossDescription description, int examples) {
      super(
          description,
          new float[examples * outputsOf(description)],
          new float[examples * outputsOf(description)],
          new float[examples * outputsOf(description)]);
    }

    @Override
    void fill(float[] array, int from, int to, double value) {
      Arrays.fill(array, from, to, (float) value);
    }

    @Override
    double sum(float[] array, int from, int to) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += array[i];
      }
      return sum;
    }
  }

  private static final class Doubles extends Outputs<double[]> {
    Doubles(LossDescription description, int examples) {
      super(
          description,
          new double[examples * outputsOf(description)],
          new double[examples * outputsOf(description)],
          new double[examples * outputsOf(description)]);
    }

    @Override
    void fill(double[] array, int from, int to, double value) {
      Arrays.fill(array, from, to, value);
    }

    @Override
    double sum(double[] array, int from, int to) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += array[i];
      }
      return sum;
    }
  }

  private static int outputsOf(LossDescription description) {
    return description.outputsPerExample() * description.positions();
  }
}
