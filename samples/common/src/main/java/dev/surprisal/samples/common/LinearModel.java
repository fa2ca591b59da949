package dev.surprisal.samples.common;

import dev.surprisal.runtime.NewtonLoss;
import java.util.Arrays;

/** A generalised linear model: each raw output is a weighted sum of the inputs, and a bias. */
public final class LinearModel {
  private static final int MOST_STEPS = 100;

  /** A step that lowers the mean loss by less is the last. */
  private static final double ENOUGH = 1e-9;

  private final int inputs;

  /** A row for each output, its bias last. */
  private final double[][] weights;

  private LinearModel(int inputs, double[][] weights) {
    this.inputs = inputs;
    this.weights = weights;
  }

  /**
   * Fits weights by Newton's method, with bounds (Fisher's information, where it is known) in the
   * place of second derivatives, and none between one output and another.
   *
   * @param inputs a row for each example
   * @param targets one for each example
   * @param outputs raw outputs for an example, as many as its head has
   * @param loss what is minimised
   */
  public static LinearModel fitted(
      float[] inputs, float[] targets, int outputs, NewtonLoss<float[], float[]> loss) {
    int width = inputs.length / targets.length;
    LinearModel model = new LinearModel(width, new double[outputs][width + 1]);
    double best = loss.forward(model.outputs(inputs), targets).mean();
    for (int step = 0; step < MOST_STEPS; step++) {
      model = model.improved(inputs, targets, loss, best);
      double mean = loss.forward(model.outputs(inputs), targets).mean();
      if (!(mean < best - ENOUGH)) {
        return model;
      }
      best = mean;
    }
    throw new IllegalStateException("no minimum in " + MOST_STEPS + " steps");
  }

  /** The raw outputs for rows of inputs. */
  public float[] outputs(float[] rows) {
    int count = rows.length / inputs;
    float[] result = new float[count * weights.length];
    for (int i = 0; i < result.length; i++) {
      double[] row = weights[i % weights.length];
      int start = i / weights.length * inputs;
      double sum = row[inputs];
      for (int in = 0; in < inputs; in++) {
        sum += row[in] * rows[start + in];
      }
      result[i] = (float) sum;
    }
    return result;
  }

  /** One step on, as far as it lowers the loss. */
  private LinearModel improved(
      float[] rows, float[] targets, NewtonLoss<float[], float[]> loss, double mean) {
    float[] gradients = outputs(rows);
    float[] bounds = new float[gradients.length];
    loss.gradientsAndBounds(gradients, targets, gradients, bounds, targets.length);
    double[][] steps = new double[weights.length][];
    Arrays.setAll(steps, output -> step(rows, output, gradients, bounds));
    double share = 1;
    LinearModel next = moved(steps, share);
    while (share > ENOUGH && !(loss.forward(next.outputs(rows), targets).mean() < mean)) {
      share /= 2;
      next = moved(steps, share);
    }
    return next;
  }

  private LinearModel moved(double[][] steps, double share) {
    double[][] moved = new double[weights.length][inputs + 1];
    for (int output = 0; output < weights.length; output++) {
      for (int i = 0; i <= inputs; i++) {
        moved[output][i] = weights[output][i] - share * steps[output][i];
      }
    }
    return new LinearModel(inputs, moved);
  }

  /** Newton's step for the weights of an output. */
  private double[] step(float[] rows, int output, float[] gradients, float[] bounds) {
    double[] gradient = new double[inputs + 1];
    double[][] hessian = new double[inputs + 1][inputs + 1];
    double[] row = new double[inputs + 1];
    row[inputs] = 1;
    for (int at = output, start = 0; at < gradients.length; at += weights.length) {
      for (int i = 0; i < inputs; i++) {
        row[i] = rows[start + i];
      }
      for (int i = 0; i <= inputs; i++) {
        gradient[i] += gradients[at] * row[i];
        for (int j = 0; j <= i; j++) {
          hessian[i][j] += bounds[at] * row[i] * row[j];
        }
      }
      start += inputs;
    }
    return Cholesky.solved(hessian, gradient);
  }
}
