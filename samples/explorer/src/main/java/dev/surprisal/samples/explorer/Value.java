package dev.surprisal.samples.explorer;

import dev.surprisal.runtime.ArrayLossFunction;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A number that is described by a few outputs.
 *
 * @param reading the loss of the target, with its gradients
 * @param curvatures the second derivatives, by each output
 * @param slices the loss along each output
 */
record Value(Reading reading, double[] curvatures, List<Slice> slices) {

  static Value of(ArrayLossFunction<double[], double[]> loss, double[] outputs, double[] target) {
    return of(loss, outputs, count -> Example.repeated(target, count));
  }

  /**
   * What a loss says.
   *
   * @param targets so many examples with the same target
   */
  static <T> Value of(
      ArrayLossFunction<double[], T> loss, double[] outputs, IntFunction<T> targets) {
    double[] curvatures = new double[outputs.length];
    loss.curvature(outputs, targets.apply(1), curvatures);
    return new Value(
        Reading.of(loss, outputs, targets.apply(1)),
        curvatures,
        IntStream.range(0, outputs.length)
            .mapToObj(output -> Slice.of(loss, outputs, targets, output))
            .toList());
  }
}
