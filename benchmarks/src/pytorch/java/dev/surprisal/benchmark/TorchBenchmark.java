package dev.surprisal.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Loss and gradient in float by PyTorch, on one thread, from the same outputs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("try") // Scopes are there to be closed, not to be referred to.
public class TorchBenchmark {
  private TorchLoss autograd;
  private TorchLoss composed;

  /**
   * Hands PyTorch the outputs and targets, and holds both ways to Surprisal's loss and gradients.
   *
   * @param inputs outputs and targets
   */
  @Setup
  public void setUp(Inputs inputs) {
    torch.set_num_threads(1);
    autograd = new TorchAutograd(inputs);
    composed = TorchComposed.of(inputs);
    double loss =
        inputs.floatLoss.forwardBackward(inputs.outputs, inputs.targets, inputs.gradients).mean();
    double autogradLoss = torchAutograd();
    check("autograd", inputs, loss, autogradLoss, autograd);
    double composedLoss = torchComposed();
    check("composed", inputs, loss, composedLoss, composed);
  }

  private static void check(
      String way, Inputs inputs, double expected, double loss, TorchLoss torch) {
    String who = inputs.work.title + ", PyTorch " + way;
    Agreement.checkLoss(who, expected, torch.factor() * loss);
    float[] gradients = new float[inputs.gradients.length];
    torch.gradients().data_ptr_float().get(gradients);
    Agreement.checkDerivatives(
        who, doubles(inputs.gradients, 1), doubles(gradients, torch.factor()));
  }

  private static double[] doubles(float[] floats, double factor) {
    return IntStream.range(0, floats.length).mapToDouble(i -> factor * floats[i]).toArray();
  }

  /**
   * The loss that PyTorch has for it, differentiated by autograd.
   *
   * @return the loss
   */
  @Benchmark
  public double torchAutograd() {
    try (PointerScope temporaries = new PointerScope()) {
      return autograd.forwardBackward();
    }
  }

  /**
   * Loss and gradient written by hand in PyTorch's operators.
   *
   * @return the loss
   */
  @Benchmark
  public double torchComposed() {
    try (PointerScope temporaries = new PointerScope();
        InferenceMode mode = new InferenceMode()) {
      return composed.forwardBackward();
    }
  }
}
