package dev.surprisal.processor;

import com.google.testing.compile.Compilation;
import dev.surprisal.linear.LikelyClasses;
import dev.surprisal.linear.LinearHead;
import dev.surprisal.linear.LinearLossFunction;
import dev.surprisal.runtime.Weighted;
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
  final LinearLossFunction<Object> loss;
  final LinearHead head;
  final int[] classes;
  final double[] exampleWeights;

  LinearCase(Declared declared, Shape shape, boolean hasBias) {
    this(declared, shape, hasBias, "bias = " + hasBias);
  }

  LinearCase(Declared declared, Shape shape, boolean hasBias, String members) {
    this.declared = declared;
    this.shape = shape;
    this.hasBias = hasBias;
    Random random = new Random(shape.hashCode());
    classWeights =
        IntStream.range(0, declared.options().classWeights() ? shape.size : 0)
            .mapToDouble(k -> k == 1 ? 0 : 0.5 + k % 4)
            .toArray();
    loss = generatedLoss(declared, shape, members, classWeights).within(shape.bytes);
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
    exampleWeights =
        IntStream.range(0, shape.rows)
            .mapToDouble(row -> row % 3 == 1 ? 0 : 0.5 + row % 4)
            .toArray();
  }

  /** What the loss is given. */
  Object targets() {
    return targets(0, shape.rows);
  }

  /** The same of some rows. */
  Object targets(int from, int to) {
    if (declared.options().isIndex()) {
      return weighted(Arrays.copyOfRange(classes, from, to), from, to);
    }
    LikelyClasses all = likelyClasses();
    LikelyClasses some =
        new LikelyClasses(
            Arrays.copyOfRange(all.classes(), 2 * from, 2 * to),
            Arrays.copyOfRange(all.probabilities(), 2 * from, 2 * to));
    return weighted(some, from, to);
  }

  /** Others in the place of the classes of all rows. */
  Object targets(int[] of) {
    return weighted(of, 0, shape.rows);
  }

  private Object weighted(Object targets, int from, int to) {
    return declared.options().exampleWeights()
        ? new Weighted<>(targets, Arrays.copyOfRange(exampleWeights, from, to))
        : targets;
  }

  /** Two for each row: its class, and class 1, which may be the same. */
  private LikelyClasses likelyClasses() {
    int[] likely = new int[2 * shape.rows];
    float[] probabilities = new float[likely.length];
    for (int row = 0; row < shape.rows; row++) {
      likely[2 * row] = classes[row];
      likely[2 * row + 1] = 1;
      probabilities[2 * row] = 0.5f;
      probabilities[2 * row + 1] = row % 2 == 0 ? 0.5f : 0.25f;
    }
    return new LikelyClasses(likely, probabilities);
  }

  /** What a row is to be, as the naive loss is given it. */
  private double[] targetsOf(int row) {
    if (declared.options().isIndex()) {
      return new double[] {classes[row]};
    }
    double[] targets = new double[shape.size];
    targets[classes[row]] += 0.5;
    targets[1] += row % 2 == 0 ? 0.5 : 0.25;
    return targets;
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
    double ofExample = declared.options().exampleWeights() ? exampleWeights[row] : 1;
    return ofExample * naive().weight(targetsOf(row));
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
    if (weight(row) == 0) {
      return Jet.of(new Binary(0));
    }
    Jet<Binary> loss = naive().loss(Jet.along(logits, direction), targetsOf(row));
    return declared.options().exampleWeights() ? loss.times(exampleWeights[row]) : loss;
  }

  /** That of all rows, whatever shapes the training: without the square of a temperature, say. */
  double surprisal() {
    Naive plain = new Naive(declared.plain(), new double[0]);
    double sum = 0;
    for (int row = 0; row < shape.rows; row++) {
      double[] y = targetsOf(row);
      double ofExample = declared.options().exampleWeights() ? exampleWeights[row] : 1;
      if (ofExample * plain.weight(y) > 0) {
        double[] still = new double[shape.size];
        sum += ofExample * plain.loss(Jet.along(logits(row), still), y).value().toDouble();
      }
    }
    double temperature = declared.options().temperature();
    return sum / (temperature * temperature);
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

  @SuppressWarnings("unchecked") // The targets are what the declaration says.
  private static LinearLossFunction<Object> generatedLoss(
      Declared declared, Shape shape, String members, double... classWeights) {
    Constructor<?> constructor = generated(declared, members).getConstructors()[0];
    try {
      return (LinearLossFunction<Object>)
          (classWeights.length > 0
              ? constructor.newInstance(shape.inputs, classWeights)
              : constructor.newInstance(shape.inputs, shape.size));
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Class<?> generated(Declared declared, String members) {
    Compilation compilation =
        Compiling.compile(Compiling.source("cross.Wide", text(declared, members)));
    try {
      return Compiling.load(compilation).loadClass("cross.WideLoss");
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(compilation.diagnostics().toString(), missing);
    }
  }

  private static String text(Declared declared, String members) {
    try {
      return declared
          .source("Wide")
          .getCharContent(true)
          .toString()
          .replace("@Loss(", "@Linear(" + members + ")\n@Loss(");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String toString() {
    return declared + " " + shape;
  }
}
