package dev.surprisal.benchmark;

import dev.surprisal.runtime.LossValue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** One call, from outputs in memory. Each work runs in a VM of its own. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LossBenchmark {
  /**
   * Loss and gradient in float.
   *
   * @param inputs what to compute them of
   * @return the loss
   */
  @Benchmark
  public LossValue surprisal(Inputs inputs) {
    return inputs.floatLoss.forwardBackward(inputs.outputs, inputs.targets, inputs.gradients);
  }

  /**
   * The same, each gradient written over its output.
   *
   * @param inputs the targets
   * @param overwritten the outputs
   * @return the loss
   */
  @Benchmark
  public LossValue surprisalInPlace(Inputs inputs, Inputs.Overwritten overwritten) {
    float[] outputs = overwritten.outputs;
    return inputs.floatLoss.forwardBackward(outputs, inputs.targets, outputs);
  }

  /**
   * Loss and gradient in float, the rows shared by as many threads as there are processors.
   *
   * @param inputs what to compute them of
   * @return the loss
   */
  @Benchmark
  public LossValue surprisalAllThreads(Inputs inputs) {
    return inputs.sharedLoss.forwardBackward(inputs.outputs, inputs.targets, inputs.gradients);
  }

  /**
   * The loss alone, in float.
   *
   * @param inputs what to compute it of
   * @return the loss
   */
  @Benchmark
  public LossValue surprisalLossOnly(Inputs inputs) {
    return inputs.floatLoss.forward(inputs.outputs, inputs.targets);
  }

  /**
   * Loss and gradient in double.
   *
   * @param inputs what to compute them of
   * @return the loss
   */
  @Benchmark
  public LossValue surprisalDouble(Inputs inputs) {
    return inputs.doubleLoss.forwardBackward(
        inputs.doubleOutputs, inputs.doubleTargets, inputs.doubleGradients);
  }

  /**
   * Loss and gradient in float by a plain loop.
   *
   * @param inputs what to compute them of
   * @return the loss
   */
  @Benchmark
  public double naive(Inputs inputs) {
    return Naive.lossAndGradients(inputs.work, inputs.outputs, inputs.targets, inputs.gradients);
  }

  /**
   * The least that memory asks: outputs read once, gradients written once.
   *
   * @param inputs what to copy
   * @return the copy
   */
  @Benchmark
  public float[] copy(Inputs inputs) {
    System.arraycopy(inputs.outputs, 0, inputs.gradients, 0, inputs.outputs.length);
    return inputs.gradients;
  }

  /**
   * The same, shared by as many threads as there are processors.
   *
   * @param inputs what to copy
   * @return the copy
   */
  @Benchmark
  public float[] copyAllThreads(Inputs inputs) {
    float[] outputs = inputs.outputs;
    float[] gradients = inputs.gradients;
    inputs.workers.sum(
        outputs.length,
        1,
        (from, to) -> {
          System.arraycopy(outputs, from, gradients, from, to - from);
          return 0;
        });
    return gradients;
  }
}
