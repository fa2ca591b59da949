package dev.surprisal.processor;

import dev.surprisal.annotation.Precision;
import dev.surprisal.processor.OracleCase.Result;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Weighted;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** A case of the oracle, put to a head that declares the same loss. */
final class OracleCall {
  private final OracleCase given;
  private final String head;
  private final int width;
  private final double[] outputs;
  private final Object targets;
  private double[] headWeights = {};
  private double[] exampleWeights = {};
  private OptionalDouble denominator = OptionalDouble.empty();
  private UnaryOperator<double[]> gradientsAsGiven = UnaryOperator.identity();

  /**
   * A call.
   *
   * @param head the members of {@code @Loss}, less the precision
   * @param width the outputs of an example
   * @param targets {@code int[]} or {@code double[]}
   */
  OracleCall(OracleCase given, String head, int width, double[] outputs, Object targets) {
    this.given = given;
    this.head = head;
    this.width = width;
    this.outputs = outputs;
    this.targets = targets;
  }

  /** Class weights or positive weights, which the constructor takes. */
  OracleCall headWeights(double[] weights) {
    headWeights = weights;
    return this;
  }

  OracleCall exampleWeights(double[] weights) {
    exampleWeights = weights;
    return this;
  }

  /** Where PyTorch divides by something else than the head does: by what. */
  OracleCall denominator(double number) {
    denominator = OptionalDouble.of(number);
    return this;
  }

  /** Turns the gradients by the outputs of the head into those that PyTorch gives. */
  OracleCall gradientsAsGiven(UnaryOperator<double[]> conversion) {
    gradientsAsGiven = conversion;
    return this;
  }

  String members(Precision precision) {
    return head + ", precision = Precision." + precision;
  }

  Result run(Precision precision) {
    return given.has("grad_output")
        ? runRowByRow(precision, given.reals("grad_output"))
        : run(precision, outputs, targets);
  }

  /** What arrives from above is a number for each row, which multiplies its gradient. */
  private Result runRowByRow(Precision precision, double[] upstream) {
    double[] losses = new double[upstream.length];
    double[] gradients = new double[outputs.length];
    for (int row = 0; row < upstream.length; row++) {
      double factor = upstream[row];
      int start = row * width;
      int[] target = {((int[]) targets)[row]};
      Result result = run(precision, Arrays.copyOfRange(outputs, start, start + width), target);
      losses[row] = result.losses()[0];
      for (int k = 0; k < width; k++) {
        gradients[start + k] = factor * result.gradients()[k];
      }
    }
    return new Result(losses, gradients);
  }

  private Result run(Precision precision, double[] rows, Object targetsOfRows) {
    ArrayLossFunction<Object, Object> loss = OracleHeads.loss(members(precision), headWeights);
    Object given = reals(precision, rows);
    Object gradients = reals(precision, new double[rows.length]);
    Object plain = targetsOfRows instanceof int[] ? targetsOfRows : reals(precision, targetsOfRows);
    Object wanted = exampleWeights.length == 0 ? plain : new Weighted<>(plain, exampleWeights);
    LossValue value =
        denominator.isPresent()
            ? loss.forwardBackward(given, wanted, gradients, denominator.getAsDouble())
            : loss.forwardBackward(given, wanted, gradients);
    double[] perExample = new double[rows.length / width];
    loss.perExample(given, wanted, perExample);
    return new Result(
        losses(value, perExample), gradientsAsGiven.apply(LossUnderTest.doubles(gradients)));
  }

  private double[] losses(LossValue value, double[] perExample) {
    double divisor = denominator.orElse(1);
    return switch (given.reduction()) {
      case "none" -> Arrays.stream(perExample).map(loss -> loss / divisor).toArray();
      case "sum" -> new double[] {value.sum() / divisor};
      case "mean" -> new double[] {denominator.isPresent() ? value.sum() / divisor : value.mean()};
      default -> throw new AssertionError(given.reduction());
    };
  }

  /** Values in the precision of the head; all were floats once. */
  private static Object reals(Precision precision, Object values) {
    double[] doubles = (double[]) values;
    if (precision == Precision.DOUBLE) {
      return doubles.clone();
    }
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }
}
