package dev.surprisal.runtime;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * The outputs of a model that has seen targets and no inputs: the base score of boosting, the bias
 * that a network begins with. Those outputs are the same for all examples and make the loss least:
 * log-frequencies of classes, the logit of a mean, means and log-variances. Of a mixture they are
 * those of one Gaussian, but for the means, which are spread over a deviation to either side:
 * components that begin alike would stay alike.
 *
 * <p>Found by Newton steps on gradient and bounds, halved until the loss gets less as the gradient
 * says, or doubled as long as it does so to the full, whatever the family and its options.
 */
public final class ConstantStart {
  private static final int STEPS = 200;

  /** The part of what the slope promises that a step must keep (Armijo's rule). */
  private static final double SUFFICIENT = 0.1;

  /**
   * What a step keeps of it that is too short: of a parabola, the whole of it keeps half. Absolute
   * errors have no curvature that would say how long it is to be.
   */
  private static final double STRAIGHT = 0.75;

  /** What sums of losses may be off by. */
  private static final double ROUNDING = 1e-14;

  private static final Precision FLOAT = new Precision(0x1p-23, 1e-14);
  private static final Precision DOUBLE = new Precision(0x1p-52, 1e-20);

  private ConstantStart() {}

  /**
   * The best constant outputs.
   *
   * <p>Where there is no best one, since a class never occurs or all labels are the same, they stop
   * where more would change nothing: some 30 from the others in float, 45 in double. Outputs that
   * nothing is known of, as no target counts, are 0.
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
    double[] best =
        switch (description.precision()) {
          case FLOAT -> search(cast(loss), targets, new Floats(description, examples), FLOAT);
          case DOUBLE -> search(cast(loss), targets, new Doubles(description, examples), DOUBLE);
        };
    return description.distribution().equals("MIXTURE_OF_GAUSSIANS")
        ? apart(best, description.targetsPerExample())
        : best;
  }

  /** With logits, then means, then log-variances of all components, of which each is the same. */
  private static double[] apart(double[] alike, int values) {
    double[] outputs = alike.clone();
    int part = alike.length / 3;
    for (int i = 0; i < part; i++) {
      double place = (2.0 * (i / values) + 1) * values / part - 1;
      outputs[part + i] += place * Math.exp(alike[2 * part + i] / 2);
    }
    return outputs;
  }

  /** The description says of what arrays it is. */
  @SuppressWarnings("unchecked")
  private static <A, T> NewtonLoss<A, T> cast(NewtonLoss<?, T> loss) {
    return (NewtonLoss<A, T>) loss.withoutOutputChecks();
  }

  private static int length(Object targets) {
    if (targets instanceof Weighted<?> weighted) {
      return length(weighted.targets());
    }
    return targets instanceof Censored<?> censored
        ? length(censored.targets())
        : Array.getLength(targets);
  }

  private static <A, T> double[] search(
      NewtonLoss<A, T> loss, T targets, Outputs<A> outputs, Precision precision) {
    double[] best = new double[outputs.perExample];
    LossValue least = outputs.losses(loss, targets, best);
    for (int steps = 0; steps < STEPS; steps++) {
      NewtonStep step = outputs.newtonStep();
      if (step.isNegligible(best, least, precision)) {
        // Taken all the same: it doubles the digits.
        return step.from(best, 1);
      }
      double length = 1;
      double[] next = step.from(best, length);
      LossValue value = outputs.losses(loss, targets, next);
      while (!isSufficient(least.sum(), value.sum(), length * step.slope())) {
        length /= 2;
        next = step.from(best, length);
        if (Arrays.equals(best, next)) {
          return best;
        }
        value = outputs.losses(loss, targets, next);
      }
      while (least.sum() - value.sum() > STRAIGHT * length * step.slope()) {
        length *= 2;
        double[] further = step.from(best, length);
        LossValue there = outputs.losses(loss, targets, further);
        if (!(there.sum() < value.sum())) {
          // For its gradients.
          value = outputs.losses(loss, targets, next);
          break;
        }
        next = further;
        value = there;
      }
      best = next;
      least = value;
    }
    return best;
  }

  private static boolean isSufficient(double before, double after, double promised) {
    return after <= before - SUFFICIENT * promised + ROUNDING * Math.abs(before);
  }

  /**
   * What numbers tell from each other.
   *
   * @param ofOutputs an output from the next one, as a part of it
   * @param ofLosses what a step may still gain, as a part of the loss or in nats of an example
   */
  private record Precision(double ofOutputs, double ofLosses) {}

  /**
   * A step.
   *
   * @param direction what is subtracted
   * @param slope how fast the loss gets less at its beginning: the gradient times the direction
   */
  private record NewtonStep(double[] direction, double slope) {
    boolean isNegligible(double[] outputs, LossValue value, Precision precision) {
      double loss = Math.abs(value.sum()) + value.weight();
      boolean isLost = true;
      for (int k = 0; k < direction.length; k++) {
        isLost &= Math.abs(direction[k]) <= precision.ofOutputs() * Math.abs(outputs[k]);
      }
      return isLost || slope <= precision.ofLosses() * loss;
    }

    double[] from(double[] outputs, double length) {
      double[] moved = outputs.clone();
      for (int k = 0; k < moved.length; k++) {
        moved[k] -= length * direction[k];
      }
      return moved;
    }
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

    /** The losses of constant outputs; gradients and bounds are kept. */
    <T> LossValue losses(NewtonLoss<A, T> loss, T targets, double[] constant) {
      int length = Array.getLength(outputs);
      for (int start = 0, k = 0; start < length; start += positions, k = (k + 1) % perExample) {
        fill(outputs, start, start + positions, constant[k]);
      }
      return loss.gradientsAndBounds(outputs, targets, gradients, bounds, 1);
    }

    /**
     * By sums of gradients over those of bounds. An output stays where there is nothing to go by,
     * or where a derivative is beyond its type until others have moved.
     */
    NewtonStep newtonStep() {
      double[] slopes = sums(gradients);
      double[] bends = sums(bounds);
      double[] direction = new double[perExample];
      double slope = 0;
      for (int k = 0; k < perExample; k++) {
        double step = slopes[k] / Math.abs(bends[k]);
        if (Double.isFinite(step)) {
          direction[k] = step;
          slope += slopes[k] * step;
        }
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
          new float[outputsOf(examples, description)],
          new float[outputsOf(examples, description)],
          new float[outputsOf(examples, description)]);
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
          new double[outputsOf(examples, description)],
          new double[outputsOf(examples, description)],
          new double[outputsOf(examples, description)]);
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

  /** How many outputs examples have; no array holds them if that is beyond int. */
  private static int outputsOf(int examples, LossDescription description) {
    return Math.multiplyExact(
        examples, Math.multiplyExact(description.outputsPerExample(), description.positions()));
  }
}
