package dev.surprisal.benchmark;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossValue;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One call on one thread, from outputs in memory. Each work runs in a VM of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LossBenchmark {
  /** What is timed. */
  @Param public Work work;

  private ArrayLossFunction<float[], Object> floatLoss;
  private ArrayLossFunction<double[], Object> doubleLoss;
  private float[] outputs;
  private float[] gradients;
  private Object targets;
  private double[] doubleOutputs;
  private double[] doubleGradients;
  private Object doubleTargets;

  /** Makes outputs and targets, the same every time. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    doubleOutputs = work.randomOutputs(random);
    outputs = floats(doubleOutputs);
    double[] values = work.randomTargets(random);
    boolean isIndex = work.kind == Work.Kind.CLASSES;
    doubleTargets = isIndex ? Arrays.stream(values).mapToInt(v -> (int) v).toArray() : values;
    targets = isIndex ? doubleTargets : floats(values);
    gradients = new float[outputs.length];
    doubleGradients = new double[outputs.length];
    floatLoss = work.floatLoss();
    doubleLoss = work.doubleLoss();
  }

  private static float[] floats(double[] doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  /**
   * Loss and gradient in float.
   *
   * @return the loss
   */
  @Benchmark
  public LossValue surprisal() {
    return floatLoss.forwardBackward(outputs, targets, gradients);
  }

  /**
   * The loss alone, in float.
   *
   * @return the loss
   */
  @Benchmark
  public LossValue surprisalLossOnly() {
    return floatLoss.forward(outputs, targets);
  }

  /**
   * Loss and gradient in double.
   *
   * @return the loss
   */
  @Benchmark
  public LossValue surprisalDouble() {
    return doubleLoss.forwardBackward(doubleOutputs, doubleTargets, doubleGradients);
  }

  /**
   * The same in float by a plain loop.
   *
   * @return the loss
   */
  @Benchmark
  public double naive() {
    return Naive.lossAndGradients(work, outputs, targets, gradients);
  }

  /**
   * The least that memory asks: outputs read once, gradients written once.
   *
   * @return the copy
   */
  @Benchmark
  public float[] copy() {
    System.arraycopy(outputs, 0, gradients, 0, outputs.length);
    return gradients;
  }
}
