package dev.surprisal.benchmark;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Workers;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Outputs and targets of a work, the same for everybody and every time. */
@State(Scope.Thread)
public class Inputs {
  /** What is timed. */
  @Param public Work work;

  final Workers workers =
      Workers.of(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors());

  ArrayLossFunction<float[], Object> floatLoss;
  ArrayLossFunction<float[], Object> sharedLoss;
  float[] outputs;
  float[] gradients;
  Object targets;

  ArrayLossFunction<double[], Object> doubleLoss;
  double[] doubleOutputs;
  double[] doubleGradients;
  Object doubleTargets;

  /** Makes them. */
  @Setup
  public void make() {
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
    sharedLoss = floatLoss.on(workers);
    doubleLoss = work.doubleLoss();
  }

  private static float[] floats(double[] doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  /** Outputs that a call overwrites with their gradients. */
  @State(Scope.Thread)
  public static class Overwritten {
    float[] outputs;

    /**
     * Restores them before each call, outside the time that is measured.
     *
     * @param inputs where they are kept
     */
    @Setup(Level.Invocation)
    public void restore(Inputs inputs) {
      if (outputs == null) {
        outputs = new float[inputs.outputs.length];
      }
      System.arraycopy(inputs.outputs, 0, outputs, 0, outputs.length);
    }
  }
}
