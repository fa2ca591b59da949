package dev.surprisal.processor;

import com.google.testing.compile.Compilation;
import dev.surprisal.linear.LinearHead;
import dev.surprisal.linear.LinearLossFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** A linear loss, a batch for it, and what the composition says. */
final class LinearCase {
  record Shape(int rows, int inputs, int size, long bytes) {}

  final Declared declared;
  final Shape shape;
  final boolean hasBias;
  final double[] classWeights;
  final LinearLossFunction loss;
  final LinearHead head;
  final int[] classes;

  LinearCase(Declared declared, Shape shape, boolean hasBias) {
    this.declared = declared;
    this.shape = shape;
    this.hasBias = hasBias;
    Random random = new Random(shape.hashCode());
    classWeights =
        IntStream.range(0, declared.options().classWeights() ? shape.size : 0)
            .mapToDouble(k -> k == 1 ? 0 : 0.5 + k % 4)
            .toArray();
    loss = generatedLoss(declared, shape, hasBias, classWeights).within(shape.bytes);
    head =
        new LinearHead(
            random(random, shape.rows * shape.inputs, 1),
            random(random, shape.size * shape.inputs, 4 / Math.sqrt(shape.inputs)),
            random(random, hasBias ? shape.size : 0, 1));
    classes =
        IntStream.range(0, shape.rows)
            .map(row ->
                declared.options().ignoreIndex().isPresent() && random.nextInt(3) == 0
                    ? CrossProduct.IGNORED
                    : random.nextInt(shape.size))
            .toArray();
  }

  private static float[] random(Random random, int length, double scale) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  /** Some of the rows, under the same weights. */
  LinearHead rows(int from, int to) {
    float[] inputs = Arrays.copyOfRange(head.inputs(), from * shape.inputs, to * shape.inputs);
    return new LinearHead(inputs, head.weights(), head.bias());
  }

  Naive naive() {
    return new Naive(declared, classWeights);
  }

  double weight(int row) {
    return naive().weight(new double[] {classes[row]});
  }

  double weight() {
    return IntStream.range(0, shape.rows).mapToDouble(this::weight).sum();
  }

  double[] logits(int row) {
    double[] z = new double[shape.size];
    for (int k = 0; k < shape.size; k++) {
      z[k] = hasBias ? head.bias()[k] : 0;
      for (int i = 0; i < shape.inputs; i++) {
        z[k] +=
            (double) head.weights()[k * shape.inputs + i] * head.inputs()[row * shape.inputs + i];
      }
    }
    return z;
  }

  Jet<Binary> loss(int row, double[] logits, double[] direction) {
    return weight(row) == 0
        ? Jet.of(new Binary(0))
        : naive().loss(Jet.along(logits, direction), new double[] {classes[row]});
  }

  /** Residuals of a row, by the logits, before they are divided. */
  double[] residuals(int row) {
    double[] z = logits(row);
    double[] residuals = new double[shape.size];
    for (int k = 0; k < shape.size; k++) {
      double[] direction = new double[shape.size];
      direction[k] = 1;
      residuals[k] = loss(row, z, direction).first().toDouble();
    }
    return residuals;
  }

  private static LinearLossFunction generatedLoss(
      Declared declared, Shape shape, boolean hasBias, double... classWeights) {
    Constructor<?> constructor = generated(declared, hasBias).getConstructors()[0];
    try {
      return (LinearLossFunction)
          (classWeights.length > 0
              ? constructor.newInstance(shape.inputs, classWeights)
              : constructor.newInstance(shape.inputs, shape.size));
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Class<?> generated(Declared declared, boolean hasBias) {
    Compilation compilation =
        Compiling.compile(Compiling.source("cross.Wide", text(declared, hasBias)));
    try {
      return Compiling.load(compilation).loadClass("cross.WideLoss");
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(compilation.diagnostics().toString(), missing);
    }
  }

  private static String text(Declared declared, boolean hasBias) {
    try {
      return declared
          .source("Wide")
          .getCharContent(true)
          .toString()
          .replace("@Loss(", "@Linear(bias = " + hasBias + ")\n@Loss(");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String toString() {
    return declared + " " + shape;
  }
}
