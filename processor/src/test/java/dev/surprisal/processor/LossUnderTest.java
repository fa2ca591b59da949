package dev.surprisal.processor;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.PositiveWeight;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Censored;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A generated loss behind an interface of double arrays, whatever its precision and targets.
 *
 * @param declared what it was generated from
 * @param options its options
 * @param size the classes, labels or values per example
 * @param loss the instance
 */
record LossUnderTest(
    Declared declared, Options options, int size, ArrayLossFunction<Object, Object> loss) {
  /** The positions per example, where classes come first. */
  static final int POSITIONS = 3;

  /** What a call of forwardBackward gives. */
  record Pass(LossValue value, double[] gradients) {}

  /** What a call gives that writes curvatures or bounds as well. */
  record SecondPass(Pass first, double[] second) {}

  /** Losses of a declaration: of its own size, or of several where the constructor is given it. */
  static List<LossUnderTest> of(Declared declared) {
    OptionalInt size =
        declared.size().isPresent()
            ? declared.size()
            : Family.of(declared.distribution()).size(declared.options()).whenLeftOut();
    if (size.isPresent()) {
      return List.of(ofSize(declared, size.getAsInt()));
    }
    IntStream sizes =
        declared.members().isEmpty() ? IntStream.of(1, 2, 10, 33, 130) : IntStream.of(2, 17);
    int least = Family.of(declared.distribution()).size(declared.options()).least();
    return sizes
        .filter(given -> given >= least)
        .mapToObj(given -> ofSize(declared, given))
        .toList();
  }

  /** The loss of a declaration, with the size that it says or that its constructor is given. */
  static LossUnderTest ofSize(Declared declared, int size) {
    return ofSize(declared, CrossProduct.lossOf(declared), size);
  }

  /** The loss of a declaration that says its size, compiled by itself. */
  static LossUnderTest compiled(Declared declared) {
    ClassLoader loader = Compiling.load(Compiling.compile(declared.source("Apart")));
    try {
      Class<?> generated = loader.loadClass("cross.ApartLoss");
      return ofSize(declared, generated, declared.size().getAsInt());
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }

  /** The loss of a declaration whose class was generated apart. */
  @SuppressWarnings("unchecked")
  static LossUnderTest ofSize(Declared declared, Class<?> generated, int size) {
    Constructor<?> constructor = Compiling.constructorOf(generated);
    List<Object> arguments = new ArrayList<>();
    for (Class<?> type : constructor.getParameterTypes()) {
      arguments.add(type == double[].class ? perOutput(declared, size) : size);
    }
    if (declared.options().isStrided()) {
      arguments.set(arguments.lastIndexOf(size), POSITIONS);
    }
    try {
      Object loss = constructor.newInstance(arguments.toArray());
      return new LossUnderTest(
          declared, declared.options(), size, (ArrayLossFunction<Object, Object>) loss);
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  /** What the constructor is given for each output; one class has the weight 0. */
  private static double[] perOutput(Declared declared, int size) {
    Options options = declared.options();
    boolean isGiven =
        options.classWeights()
            || options.positiveWeight() == PositiveWeight.PER_LABEL
            || options.outputWeights()
            || options.variance() == Variance.FIXED;
    return IntStream.range(0, isGiven ? size : 0)
        .mapToDouble(k -> options.classWeights() && k == 1 ? 0 : 0.5 + k % 4)
        .toArray();
  }

  /** The same loss, its rows shared. */
  LossUnderTest on(Workers workers) {
    return new LossUnderTest(declared, options, size, loss.on(workers));
  }

  Naive naive() {
    return new Naive(declared, perOutput(declared, size));
  }

  /** That of a row of some of the outputs alone. */
  Naive naive(int[] places) {
    double[] given = perOutput(declared, size);
    return new Naive(
        declared,
        Arrays.stream(places).filter(k -> k < given.length).mapToDouble(k -> given[k]).toArray());
  }

  boolean isFloat() {
    return declared.precision() == Precision.FLOAT;
  }

  boolean isCategorical() {
    return declared.distribution() == Distribution.CATEGORICAL;
  }

  /** Whether a mean is the exponential of an output. */
  boolean isExponential() {
    return Family.of(declared.distribution()).activation() == Activation.EXP;
  }

  /** Whether targets are class indices. */
  boolean isIndex() {
    return Family.of(declared.distribution()).targets(options).isIndex();
  }

  /** The class indices that there are. */
  int classes() {
    return declared.distribution() == Distribution.ORDINAL ? size + 1 : size;
  }

  /** Outputs per row. */
  int width() {
    return declared.outputsPerValue() * size;
  }

  /** Targets per row. */
  int targetSize() {
    return isIndex() ? 1 : size;
  }

  /** Rows come in multiples of it. */
  int positions() {
    return options().isStrided() ? POSITIONS : 1;
  }

  /** The place of a row's k-th output, or target that is of the shape of outputs. */
  int index(int row, int k) {
    return row / positions() * width() * positions() + k * positions() + row % positions();
  }

  /** The place of a row's k-th target. */
  int targetIndex(int row, int k) {
    return isIndex()
        ? row
        : row / positions() * size * positions() + k * positions() + row % positions();
  }

  /** Values as the loss takes them: rounded to float where it works in float. */
  double[] rounded(double[] values) {
    return isFloat() ? Arrays.stream(values).map(v -> (float) v).toArray() : values;
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

  /** Targets alone; where some can be outlived, those below 0 were, for as long as minus them. */
  Object bareTargets(double... values) {
    if (options.censored()) {
      boolean[] outlived = new boolean[values.length];
      for (int i = 0; i < outlived.length; i++) {
        outlived[i] = values[i] < 0;
      }
      return new Censored<>(reals(Arrays.stream(values).map(Math::abs).toArray()), outlived);
    }
    return isIndex() ? Arrays.stream(values).mapToInt(v -> (int) v).toArray() : reals(values);
  }

  /** Targets as the loss takes them; with the weight 1 where it takes weights. */
  Object targets(double... values) {
    return targets(values, ones(values.length / targetSize()));
  }

  Object targets(double[] values, double[] weights) {
    Object bare = bareTargets(values);
    return options().exampleWeights() ? new Weighted<>(bare, weights.clone()) : bare;
  }

  static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
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

  LossValue forward(double[] outputs, Object targets) {
    return loss.forward(reals(outputs), targets);
  }

  LossValue forward(double[] outputs, double[] targets) {
    return forward(outputs, targets(targets));
  }

  Pass forwardBackward(double[] outputs, Object targets) {
    Object gradients = reals(new double[outputs.length]);
    LossValue value = loss.forwardBackward(reals(outputs), targets, gradients);
    return new Pass(value, doubles(gradients));
  }

  Pass forwardBackward(double[] outputs, double[] targets) {
    return forwardBackward(outputs, targets(targets));
  }

  /** With the outputs as gradients. */
  Pass forwardBackwardInPlace(double[] outputs, Object targets) {
    Object inPlace = reals(outputs);
    LossValue value = loss.forwardBackward(inPlace, targets, inPlace);
    return new Pass(value, doubles(inPlace));
  }

  Pass forwardBackward(double[] outputs, Object targets, double denominator) {
    Object gradients = reals(new double[outputs.length]);
    LossValue value = loss.forwardBackward(reals(outputs), targets, gradients, denominator);
    return new Pass(value, doubles(gradients));
  }

  SecondPass secondOrder(double[] outputs, Object targets) {
    Object gradients = reals(new double[outputs.length]);
    Object hessian = reals(new double[outputs.length]);
    LossValue value = loss.forwardBackward(reals(outputs), targets, gradients, hessian);
    return new SecondPass(new Pass(value, doubles(gradients)), doubles(hessian));
  }

  /** With the outputs as gradients. */
  SecondPass secondOrderInPlace(double[] outputs, Object targets) {
    Object inPlace = reals(outputs);
    Object hessian = reals(new double[outputs.length]);
    LossValue value = loss.forwardBackward(inPlace, targets, inPlace, hessian);
    return new SecondPass(new Pass(value, doubles(inPlace)), doubles(hessian));
  }

  SecondPass secondOrder(double[] outputs, Object targets, double denominator) {
    Object gradients = reals(new double[outputs.length]);
    Object hessian = reals(new double[outputs.length]);
    LossValue value =
        loss.forwardBackward(reals(outputs), targets, gradients, hessian, denominator);
    return new SecondPass(new Pass(value, doubles(gradients)), doubles(hessian));
  }

  double[] perExample(double[] outputs, Object targets) {
    double[] losses = new double[outputs.length / width()];
    loss.perExample(reals(outputs), targets, losses);
    return losses;
  }

  double[] perExample(double[] outputs, double[] targets) {
    return perExample(outputs, targets(targets));
  }

  double[] predict(double[] outputs) {
    Object predictions = reals(new double[outputs.length]);
    loss.predict(reals(outputs), predictions);
    return doubles(predictions);
  }

  double[] curvature(double[] outputs, Object targets) {
    Object hessian = reals(new double[outputs.length]);
    loss.curvature(reals(outputs), targets, hessian);
    return doubles(hessian);
  }

  double[] curvature(double[] outputs, double[] targets) {
    return curvature(outputs, targets(targets));
  }

  /** Gradients and bounds, of a loss that has them. */
  SecondPass bounds(double[] outputs, Object targets, double denominator) {
    Object gradients = reals(new double[outputs.length]);
    Object bounds = reals(new double[outputs.length]);
    LossValue value =
        newton().gradientsAndBounds(reals(outputs), targets, gradients, bounds, denominator);
    return new SecondPass(new Pass(value, doubles(gradients)), doubles(bounds));
  }

  /** With the outputs as gradients. */
  SecondPass boundsInPlace(double[] outputs, Object targets, double denominator) {
    Object inPlace = reals(outputs);
    Object bounds = reals(new double[outputs.length]);
    LossValue value = newton().gradientsAndBounds(inPlace, targets, inPlace, bounds, denominator);
    return new SecondPass(new Pass(value, doubles(inPlace)), doubles(bounds));
  }

  NewtonLoss<Object, Object> newton() {
    return (NewtonLoss<Object, Object>) loss;
  }

  @Override
  public String toString() {
    return declared + " of size " + size;
  }
}
