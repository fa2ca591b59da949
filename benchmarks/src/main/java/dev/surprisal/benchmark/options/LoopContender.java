package dev.surprisal.benchmark.options;

/** The plain loop. */
final class LoopContender implements Contender {
  private final Mode mode;
  private final PlainLoop loop;
  private final Values derivatives;

  LoopContender(Batch batch, Mode mode) {
    this.mode = mode;
    loop = batch.head.family().plainLoop(batch);
    derivatives = mode.derivatives(batch);
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
    };
  }

  @Override
  public double[] derivatives() {
    return derivatives.toDoubles();
  }
}
