package dev.surprisal.benchmark.options;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The plain loop. */
final class LoopContender implements Contender {
  private final Mode mode;
  private final PlainLoop loop;
  private final Values derivatives;
  private final Values hessian;

  LoopContender(Batch batch, Mode mode) {
    this.mode = mode;
    loop = batch.head.family().plainLoop(batch);
    derivatives = mode.derivatives(batch);
    hessian = mode.hessian(batch);
  }

  @Override
  public double call() {
    return switch (mode) {
      case FORWARD -> loop.loss();
      case GRADIENT -> loop.lossAndGradients(derivatives);
      case CURVATURE -> {
        loop.curvatures(derivatives);
        yield 0;
      }
      case SECOND_ORDER -> {
        loop.curvatures(hessian);
        yield loop.lossAndGradients(derivatives);
      }
    };
  }

  @Override
  public double[] derivatives() {
    return DoubleStream.concat(
            Arrays.stream(derivatives.toDoubles()), Arrays.stream(hessian.toDoubles()))
        .toArray();
  }
}
