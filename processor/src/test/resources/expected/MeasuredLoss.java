package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FUNCTIONS;
import static java.lang.Math.min;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@link Measured}: the surprisal, in nats, of real numbers under Student's t
 * distributions, without the constant of their degrees of freedom per value.
 *
 * <p>For a row of outputs, first all locations m, then all logarithms s of squared scales, and its
 * targets y:
 *
 * <pre>
 *   d           0.5 exp(-s / 2)
 *   t           d (m - y)
 *   loss        (s + (1 + 4) log(1 + t^2)) / 2
 *   gradient    (1 + 4) d t / (1 + t^2) by m, 0.5 - (1 + 4) t^2 / (2 (1 + t^2)) by s
 *   prediction  m, exp(s)
 *   curvature   (1 + 4) d^2 (1 / (1 + t^2) - t^2 / (1 + t^2)) / (1 + t^2) by m, (1
 *                 + 4) t t / (2 (1 + t^2) (1 + t^2)) by s
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: a row of {@code outputs} is 1 location, then 1 log-squared-scale; {@code gradients},
 * {@code predictions} and {@code hessian} are like it. A row of {@code targets} is 1 value; {@code
 * losses} hold one for each example.
 *
 * <p>Bad input: lengths that do not fit and a target that is not finite give an {@code
 * IllegalArgumentException} before anything is written. An output that is not finite gives a loss
 * that is not, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class MeasuredLoss implements NewtonLoss<double[], double[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * The fewer, the heavier the tails.
   */
  private static final double DEGREES_OF_FREEDOM = 4.0;

  /**
   * One over the square root of the degrees of freedom.
   */
  private static final double INVERSE_ROOT = 0.5;

  /**
   * What makes the sum of all probabilities one, as a logarithm.
   */
  private static final double LOG_NORMALISER = 0.9808292530117249;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "constants left out";

  private final Workers workers;

  /**
   * A loss without state, to be shared freely.
   */
  public MeasuredLoss() {
    workers = Workers.CALLER;
  }

  private MeasuredLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public MeasuredLoss on(Workers workers) {
    return new MeasuredLoss(workers);
  }

  @Override
  public LossValue forward(double[] outputs, double[] targets) {
    int rows = check(outputs, targets);
    double sum = sumOfLosses(outputs, targets, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(double[] outputs, double[] targets) {
    int rows = check(outputs, targets);
    double sum = sumOfSurprisals(outputs, targets, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(double[] outputs, double[] targets, double[] gradients) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(outputs, targets, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(double[] outputs, double[] targets, double[] gradients,
      double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(outputs, targets, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public void perExample(double[] outputs, double[] targets, double[] losses) {
    int rows = check(outputs, targets);
    Arguments.length("losses", losses, rows);
    Overlaps.notTheTargets("losses", losses, targets);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, targets, row, row + 1);
    }
  }

  @Override
  public void predict(double[] outputs, double[] predictions) {
    int rows = Arguments.rows("outputs", outputs, 2);
    Arguments.length("predictions", predictions, outputs.length);
    Blocks blocks = Blocks.take();
    double[] m = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] predictionS = blocks.doubles(2, Blocks.LENGTH);
    double[] predictionM = blocks.doubles(3, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      FUNCTIONS.exp(s, length, predictionS);
      for (int i = 0; i < length; i++) {
        predictionM[i] = m[i];
      }
      DOUBLE_BLOCKS.write(predictionM, length, 1, predictions, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(predictionS, length, 1, predictions, 1, 2, 1, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(double[] outputs, double[] targets, double[] hessian) {
    int rows = check(outputs, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] exp = blocks.doubles(3, Blocks.LENGTH);
    double[] t = blocks.doubles(4, Blocks.LENGTH);
    double[] cauchyWeight = blocks.doubles(5, Blocks.LENGTH);
    double[] cauchyLack = blocks.doubles(6, Blocks.LENGTH);
    double[] cauchyInfluence = blocks.doubles(7, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(8, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(9, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        exp[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(exp, length, exp);
      for (int i = 0; i < length; i++) {
        double d = INVERSE_ROOT * exp[i];
        t[i] = d * (m[i] - y[i]);
      }
      FUNCTIONS.cauchyWeight(t, length, cauchyWeight);
      FUNCTIONS.cauchyLack(t, length, cauchyLack);
      FUNCTIONS.cauchyInfluence(t, length, cauchyInfluence);
      for (int i = 0; i < length; i++) {
        double d = INVERSE_ROOT * exp[i];
        curvatureM[i] =
            (1 + DEGREES_OF_FREEDOM) * d * d * (cauchyWeight[i]
            - cauchyLack[i]) * cauchyWeight[i];
        curvatureS[i] =
            (1 + DEGREES_OF_FREEDOM) * t[i] * cauchyInfluence[i] * cauchyWeight[i] / 2;
      }
      DOUBLE_BLOCKS.write(curvatureM, length, scale, hessian, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(curvatureS, length, scale, hessian, 1, 2, 1, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(double[] outputs, double[] targets, double[] gradients,
      double[] hessian) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(outputs, targets, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(double[] outputs, double[] targets, double[] gradients,
      double[] hessian, double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(outputs, targets, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(double[] outputs, double[] targets, double[] gradients,
      double[] bounds, double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheTargets("bounds", bounds, targets);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndBounds(outputs, targets, gradients, bounds, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "STUDENT_T",
        LossDescription.Precision.DOUBLE,
        LossDescription.TargetKind.REALS,
        2,
        1,
        1,
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(double[] outputs, double[] targets, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfLosses(outputs, targets, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(outputs, targets, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(double[] outputs, double[] targets, double[] gradients,
      double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndGradients(outputs, targets, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(outputs, targets, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(double[] outputs, double[] targets, double[] gradients,
      double[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndDerivatives(outputs, targets, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(outputs, targets, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds times scale.
   */
  private double sumAndBounds(double[] outputs, double[] targets, double[] gradients,
      double[] bounds, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndBounds(outputs, targets, gradients, bounds, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndBounds(outputs, targets, gradients, bounds, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(double[] outputs, double[] targets, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfSurprisals(outputs, targets, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(outputs, targets, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfSurprisals(double[] outputs, double[] targets, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] exp = blocks.doubles(3, Blocks.LENGTH);
    double[] t = blocks.doubles(4, Blocks.LENGTH);
    double[] log1pOfSquare = blocks.doubles(5, Blocks.LENGTH);
    double[] loss = blocks.doubles(6, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        exp[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(exp, length, exp);
      for (int i = 0; i < length; i++) {
        double d = INVERSE_ROOT * exp[i];
        t[i] = d * (m[i] - y[i]);
      }
      FUNCTIONS.log1pOfSquare(t, length, log1pOfSquare);
      for (int i = 0; i < length; i++) {
        loss[i] =
            LOG_NORMALISER + s[i] / 2
            + (1 + DEGREES_OF_FREEDOM) * log1pOfSquare[i] / 2;
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(double[] outputs, double[] targets, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] exp = blocks.doubles(3, Blocks.LENGTH);
    double[] t = blocks.doubles(4, Blocks.LENGTH);
    double[] log1pOfSquare = blocks.doubles(5, Blocks.LENGTH);
    double[] loss = blocks.doubles(6, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        exp[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(exp, length, exp);
      for (int i = 0; i < length; i++) {
        double d = INVERSE_ROOT * exp[i];
        t[i] = d * (m[i] - y[i]);
      }
      FUNCTIONS.log1pOfSquare(t, length, log1pOfSquare);
      for (int i = 0; i < length; i++) {
        loss[i] = s[i] / 2 + (1 + DEGREES_OF_FREEDOM) * log1pOfSquare[i] / 2;
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(double[] outputs, double[] targets, double[] gradients,
      double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] exp = blocks.doubles(3, Blocks.LENGTH);
    double[] t = blocks.doubles(4, Blocks.LENGTH);
    double[] log1pOfSquare = blocks.doubles(5, Blocks.LENGTH);
    double[] cauchyInfluence = blocks.doubles(6, Blocks.LENGTH);
    double[] cauchyLack = blocks.doubles(7, Blocks.LENGTH);
    double[] loss = blocks.doubles(8, Blocks.LENGTH);
    double[] residualM = blocks.doubles(9, Blocks.LENGTH);
    double[] residualS = blocks.doubles(10, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        exp[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(exp, length, exp);
      for (int i = 0; i < length; i++) {
        double d = INVERSE_ROOT * exp[i];
        t[i] = d * (m[i] - y[i]);
      }
      FUNCTIONS.log1pOfSquare(t, length, log1pOfSquare);
      FUNCTIONS.cauchyInfluence(t, length, cauchyInfluence);
      FUNCTIONS.cauchyLack(t, length, cauchyLack);
      for (int i = 0; i < length; i++) {
        loss[i] = s[i] / 2 + (1 + DEGREES_OF_FREEDOM) * log1pOfSquare[i] / 2;
        double d = INVERSE_ROOT * exp[i];
        residualM[i] = (1 + DEGREES_OF_FREEDOM) * d * cauchyInfluence[i];
        residualS[i] = 0.5 - (1 + DEGREES_OF_FREEDOM) * cauchyLack[i] / 2;
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residualM, length, scale, gradients, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(residualS, length, scale, gradients, 1, 2, 1, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(double[] outputs, double[] targets, double[] gradients,
      double[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] exp = blocks.doubles(3, Blocks.LENGTH);
    double[] t = blocks.doubles(4, Blocks.LENGTH);
    double[] log1pOfSquare = blocks.doubles(5, Blocks.LENGTH);
    double[] cauchyInfluence = blocks.doubles(6, Blocks.LENGTH);
    double[] cauchyLack = blocks.doubles(7, Blocks.LENGTH);
    double[] cauchyWeight = blocks.doubles(8, Blocks.LENGTH);
    double[] loss = blocks.doubles(9, Blocks.LENGTH);
    double[] residualM = blocks.doubles(10, Blocks.LENGTH);
    double[] residualS = blocks.doubles(11, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(12, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(13, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        exp[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(exp, length, exp);
      for (int i = 0; i < length; i++) {
        double d = INVERSE_ROOT * exp[i];
        t[i] = d * (m[i] - y[i]);
      }
      FUNCTIONS.log1pOfSquare(t, length, log1pOfSquare);
      FUNCTIONS.cauchyInfluence(t, length, cauchyInfluence);
      FUNCTIONS.cauchyLack(t, length, cauchyLack);
      FUNCTIONS.cauchyWeight(t, length, cauchyWeight);
      for (int i = 0; i < length; i++) {
        loss[i] = s[i] / 2 + (1 + DEGREES_OF_FREEDOM) * log1pOfSquare[i] / 2;
        double d = INVERSE_ROOT * exp[i];
        residualM[i] = (1 + DEGREES_OF_FREEDOM) * d * cauchyInfluence[i];
        residualS[i] = 0.5 - (1 + DEGREES_OF_FREEDOM) * cauchyLack[i] / 2;
        curvatureM[i] =
            (1 + DEGREES_OF_FREEDOM) * d * d * (cauchyWeight[i]
            - cauchyLack[i]) * cauchyWeight[i];
        curvatureS[i] =
            (1 + DEGREES_OF_FREEDOM) * t[i] * cauchyInfluence[i] * cauchyWeight[i] / 2;
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residualM, length, scale, gradients, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(residualS, length, scale, gradients, 1, 2, 1, start);
      DOUBLE_BLOCKS.write(curvatureM, length, scale, hessian, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(curvatureS, length, scale, hessian, 1, 2, 1, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds of the same rows.
   */
  private static double sumAndBounds(double[] outputs, double[] targets, double[] gradients,
      double[] bounds, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] exp = blocks.doubles(3, Blocks.LENGTH);
    double[] exp2 = blocks.doubles(4, Blocks.LENGTH);
    double[] t = blocks.doubles(5, Blocks.LENGTH);
    double[] log1pOfSquare = blocks.doubles(6, Blocks.LENGTH);
    double[] cauchyInfluence = blocks.doubles(7, Blocks.LENGTH);
    double[] cauchyLack = blocks.doubles(8, Blocks.LENGTH);
    double[] loss = blocks.doubles(9, Blocks.LENGTH);
    double[] residualM = blocks.doubles(10, Blocks.LENGTH);
    double[] residualS = blocks.doubles(11, Blocks.LENGTH);
    double[] boundM = blocks.doubles(12, Blocks.LENGTH);
    double[] boundS = blocks.doubles(13, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        exp[i] = -s[i] / 2;
        exp2[i] = -s[i];
      }
      FUNCTIONS.exp(exp, length, exp);
      FUNCTIONS.exp(exp2, length, exp2);
      for (int i = 0; i < length; i++) {
        double d = INVERSE_ROOT * exp[i];
        t[i] = d * (m[i] - y[i]);
      }
      FUNCTIONS.log1pOfSquare(t, length, log1pOfSquare);
      FUNCTIONS.cauchyInfluence(t, length, cauchyInfluence);
      FUNCTIONS.cauchyLack(t, length, cauchyLack);
      for (int i = 0; i < length; i++) {
        loss[i] = s[i] / 2 + (1 + DEGREES_OF_FREEDOM) * log1pOfSquare[i] / 2;
        double d = INVERSE_ROOT * exp[i];
        residualM[i] = (1 + DEGREES_OF_FREEDOM) * d * cauchyInfluence[i];
        residualS[i] = 0.5 - (1 + DEGREES_OF_FREEDOM) * cauchyLack[i] / 2;
        boundM[i] = (1 + DEGREES_OF_FREEDOM) * exp2[i] / (3 + DEGREES_OF_FREEDOM);
        boundS[i] = DEGREES_OF_FREEDOM / (2 * (3 + DEGREES_OF_FREEDOM));
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residualM, length, scale, gradients, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(residualS, length, scale, gradients, 1, 2, 1, start);
      DOUBLE_BLOCKS.write(boundM, length, scale, bounds, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(boundS, length, scale, bounds, 1, 2, 1, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private static int check(double[] outputs, double[] targets) {
    int rows = Arguments.rows("outputs", outputs, 2);
    Arguments.length("targets", targets, rows);
    TargetChecks.finite("targets", targets, 1, 1);
    return rows;
  }
}
