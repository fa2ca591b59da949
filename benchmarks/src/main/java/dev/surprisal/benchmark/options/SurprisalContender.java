package dev.surprisal.benchmark.options;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Censored;
import dev.surprisal.runtime.Weighted;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The generated loss. */
final class SurprisalContender implements Contender {
  private final Mode mode;
  private final ArrayLossFunction<Object, Object> loss;
  private final Object outputs;
  private final Object targets;
  private final Values derivatives;
  private final Values hessian;

  SurprisalContender(Batch batch, Mode mode, ArrayLossFunction<Object, Object> loss) {
    this.mode = mode;
    this.loss = loss;
    outputs = batch.outputs.array();
    targets = targets(batch);
    derivatives = mode.derivatives(batch);
    hessian = mode.hessian(batch);
  }

  private static Object targets(Batch batch) {
    if (batch.outlived.length > 0) {
      return new Censored<>(batch.targets.array(), batch.outlived);
    }
    Object plain = batch.classes.length > 0 ? batch.classes : batch.targets.array();
    return batch.exampleWeights.length > 0 ? new Weighted<>(plain, batch.exampleWeights) : plain;
  }

  @Override
  public double call() {
    return switch (mode) {
      case FORWARD -> loss.forward(outputs, targets).mean();
      case GRADIENT -> loss.forwardBackward(outputs, targets, derivatives.array()).mean();
      case CURVATURE -> {
        loss.curvature(outputs, targets, derivatives.array());
        yield 0;
      }
      case SECOND_ORDER ->
          loss.forwardBackward(outputs, targets, derivatives.array(), hessian.array()).mean();
    };
  }

  @Override
  public double[] derivatives() {
    return DoubleStream.concat(
            Arrays.stream(derivatives.toDoubles()), Arrays.stream(hessian.toDoubles()))
        .toArray();
  }
}
