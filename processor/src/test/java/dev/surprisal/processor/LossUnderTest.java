package dev.surprisal.processor;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.family.Family;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossValue;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;

/**
 * A generated loss behind an interface of double arrays, whatever its precision and targets.
 *
 * @param declared what it was generated from
 * @param size the outputs per example
 * @param loss the instance
 */
record LossUnderTest(Declared declared, int size, ArrayLossFunction<Object, Object> loss) {

  /** A declaration to generate a loss from. */
  record Declared(
      Distribution distribution, Precision precision, Reduction reduction, OptionalInt size) {

    String headName() {
      return "Head_"
          + distribution
          + "_"
          + precision
          + "_"
          + reduction
          + (size.isPresent() ? "_" + size.getAsInt() : "");
    }

    JavaFileObject source() {
      String activation =
          switch (distribution) {
            case CATEGORICAL -> "SOFTMAX";
            case BERNOULLI, PRODUCT_OF_BERNOULLIS -> "SIGMOID";
            case GAUSSIAN -> "IDENTITY";
          };
      return Compiling.source(
          "cross." + headName(),
          "package cross;",
          "import dev.surprisal.annotation.*;",
          "@Loss(distribution = Distribution." + distribution + ",",
          "    activation = Activation." + activation + ",",
          size.isPresent() ? "    size = " + size.getAsInt() + "," : "",
          "    precision = Precision." + precision + ",",
          "    reduction = Reduction." + reduction + ")",
          "public interface " + headName() + " {}");
    }
  }

  /** What a call of forwardBackward gives. */
  record Pass(LossValue value, double[] gradients) {}

  /** Every declaration of a fixed, a default and a given size that compiles. */
  static List<Declared> crossProduct() {
    List<Declared> all = new ArrayList<>();
    for (Distribution distribution : Distribution.values()) {
      for (Precision precision : Precision.values()) {
        for (Reduction reduction : Reduction.values()) {
          if (distribution == Distribution.CATEGORICAL && reduction == Reduction.MEAN_OF_OUTPUTS) {
            continue;
          }
          all.add(new Declared(distribution, precision, reduction, OptionalInt.empty()));
          if (distribution != Distribution.BERNOULLI) {
            all.add(new Declared(distribution, precision, reduction, OptionalInt.of(5)));
          }
        }
      }
    }
    return all;
  }

  private static final Map<Declared, Class<?>> CLASSES = compile(crossProduct());

  private static Map<Declared, Class<?>> compile(List<Declared> all) {
    ClassLoader loader =
        Compiling.load(
            Compiling.compile(all.stream().map(Declared::source).toArray(JavaFileObject[]::new)));
    Map<Declared, Class<?>> classes = new LinkedHashMap<>();
    for (Declared declared : all) {
      try {
        classes.put(declared, loader.loadClass("cross." + declared.headName() + "Loss"));
      } catch (ClassNotFoundException missing) {
        throw new AssertionError(missing);
      }
    }
    return classes;
  }

  /** Losses of a declaration: of its own size, or of several where the constructor is given it. */
  static List<LossUnderTest> of(Declared declared) {
    OptionalInt size =
        declared.size().isPresent()
            ? declared.size()
            : Family.of(declared.distribution()).size().whenLeftOut();
    return size.isPresent()
        ? List.of(ofSize(declared, size.getAsInt()))
        : IntStream.of(1, 2, 10, 33, 130).mapToObj(given -> ofSize(declared, given)).toList();
  }

  /** The loss of a declaration, with the size that it says or that its constructor is given. */
  @SuppressWarnings("unchecked")
  static LossUnderTest ofSize(Declared declared, int size) {
    try {
      Constructor<?> constructor = CLASSES.get(declared).getDeclaredConstructors()[0];
      Object loss =
          constructor.getParameterCount() == 1
              ? constructor.newInstance(size)
              : constructor.newInstance();
      return new LossUnderTest(declared, size, (ArrayLossFunction<Object, Object>) loss);
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  /** All losses of the cross product of one distribution. */
  static List<LossUnderTest> all() {
    return CLASSES.keySet().stream().flatMap(declared -> of(declared).stream()).toList();
  }

  boolean isFloat() {
    return declared.precision() == Precision.FLOAT;
  }

  boolean isCategorical() {
    return declared.distribution() == Distribution.CATEGORICAL;
  }

  /** Targets per example. */
  int targetSize() {
    return isCategorical() ? 1 : size;
  }

  /** What the gradient of a batch is divided by. */
  double divisor(int rows) {
    return switch (declared.reduction()) {
      case MEAN -> rows;
      case MEAN_OF_OUTPUTS -> rows * size;
      case SUM -> 1;
    };
  }

  double weight(int rows) {
    return declared.reduction() == Reduction.MEAN_OF_OUTPUTS ? rows * size : rows;
  }

  /** Values as the loss takes them: rounded to float where it works in float. */
  double[] rounded(double[] values) {
    return isFloat() ? Arrays.stream(values).map(v -> (float) v).toArray() : values;
  }

  double[] randomOutputs(Random random, int rows) {
    double shift = random.nextInt(-20, 21);
    return rounded(random.doubles((long) rows * size).map(u -> shift + 12 * (u - 0.5)).toArray());
  }

  double[] randomTargets(Random random, int rows) {
    return switch (declared.distribution()) {
      case CATEGORICAL -> random.ints(rows, 0, size).asDoubleStream().toArray();
      case BERNOULLI, PRODUCT_OF_BERNOULLIS ->
          // Certain and graded targets both.
          rounded(
              random
                  .doubles((long) rows * size)
                  .map(u -> Math.min(1, Math.max(0, 2 * u - 0.5)))
                  .toArray());
      case GAUSSIAN ->
          rounded(random.doubles((long) rows * size).map(u -> 10 * (u - 0.5)).toArray());
    };
  }

  Object reals(double... values) {
    if (!isFloat()) {
      return values.clone();
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  Object targets(double... values) {
    return isCategorical() ? Arrays.stream(values).mapToInt(v -> (int) v).toArray() : reals(values);
  }

  static double[] doubles(Object reals) {
    if (!(reals instanceof float[] floats)) {
      return (double[]) reals;
    }
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  LossValue forward(double[] outputs, double[] targets) {
    return loss.forward(reals(outputs), targets(targets));
  }

  Pass forwardBackward(double[] outputs, double[] targets) {
    Object gradients = reals(new double[outputs.length]);
    LossValue value = loss.forwardBackward(reals(outputs), targets(targets), gradients);
    return new Pass(value, doubles(gradients));
  }

  Pass forwardBackward(double[] outputs, double[] targets, double denominator) {
    Object gradients = reals(new double[outputs.length]);
    LossValue value =
        loss.forwardBackward(reals(outputs), targets(targets), gradients, denominator);
    return new Pass(value, doubles(gradients));
  }

  double[] perExample(double[] outputs, double[] targets) {
    double[] losses = new double[outputs.length / size];
    loss.perExample(reals(outputs), targets(targets), losses);
    return losses;
  }

  double[] predict(double[] outputs) {
    Object predictions = reals(new double[outputs.length]);
    loss.predict(reals(outputs), predictions);
    return doubles(predictions);
  }

  double[] curvature(double[] outputs, double[] targets) {
    Object hessian = reals(new double[outputs.length]);
    loss.curvature(reals(outputs), targets(targets), hessian);
    return doubles(hessian);
  }

  @Override
  public String toString() {
    return declared.headName() + " of size " + size;
  }
}
