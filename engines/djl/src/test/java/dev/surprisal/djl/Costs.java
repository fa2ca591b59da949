package dev.surprisal.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.kernel.Kernels;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a batch costs, through a generated loss and through DJL's own: medians of many, the ways
 * taken in turn. Prints a table.
 */
final class Costs {
  private static final int REPETITIONS = 400;

  private static final String[] EPOCH = {"epoch"};

  private final ArrayLossFunction<float[], int[]> alone;
  private final NDManager manager;
  private final NDArray logits;
  private final float[] array;
  private final int[] classes;

  private Costs(
      ArrayLossFunction<float[], int[]> alone, NDManager manager, int examples, int size) {
    this.alone = alone;
    this.manager = manager;
    logits = manager.randomNormal(new Shape(examples, size));
    logits.setRequiresGradient(true);
    classes = new int[examples];
    Arrays.setAll(classes, i -> i % size);
    array = new float[examples * size];
  }

  public static void main(String[] arguments) {
    System.out.printf("%s, %s%n%n", Engine.getInstance().getEngineName(), Kernels.description());
    System.out.println(
        "| milliseconds | generated | DJL's own | generated, and a metric | DJL's own, and a metric"
            + " | the loss alone | two copies |");
    System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    print(new DigitHeadLoss(), 32, 10);
    print(new DigitHeadLoss(), 128, 10);
    print(new DigitHeadLoss(), 4096, 10);
    print(new HeadsThingLoss(), 256, 1000);
    print(new HeadsThingLoss(), 1024, 1000);
  }

  private static void print(ArrayLossFunction<float[], int[]> alone, int examples, int size) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Costs costs = new Costs(alone, manager, examples, size);
      Loss generated = new GeneratedLoss(alone);
      Loss own = new SoftmaxCrossEntropyLoss();
      generated.addAccumulator("epoch");
      own.addAccumulator("epoch");
      double[] medians =
          medians(
              () -> costs.batch(generated, false),
              () -> costs.batch(own, false),
              () -> costs.batch(generated, true),
              () -> costs.batch(own, true),
              costs::loss,
              costs::copies);
      StringBuilder row = new StringBuilder("| " + examples + " x " + size);
      for (double median : medians) {
        row.append(String.format(Locale.ROOT, " | %.3f", median));
      }
      System.out.println(row + " |");
    }
  }

  private static double[] medians(Way... ways) {
    double[][] times = new double[ways.length][REPETITIONS];
    for (int i = -REPETITIONS; i < REPETITIONS; i++) {
      for (int way = 0; way < ways.length; way++) {
        long nanoseconds = ways[way].nanoseconds();
        if (i >= 0) {
          times[way][i] = nanoseconds / 1e6;
        }
      }
    }
    return Arrays.stream(times).mapToDouble(Costs::median).toArray();
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private interface Way {
    long nanoseconds();
  }

  /** Evaluates, goes back to the outputs, and perhaps evaluates for a metric, as EasyTrain does. */
  private long batch(Loss loss, boolean withMetric) {
    try (NDManager batch = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray outputs = logits.mul(1);
      outputs.attach(batch);
      NDList predictions = new NDList(outputs);
      // Of the batch as well: DJL's own losses leave arrays with the manager of the labels.
      NDList labels = new NDList(batch.create(classes));
      long start = System.nanoTime();
      collector.backward(loss.evaluate(labels, predictions));
      if (withMetric) {
        loss.updateAccumulators(EPOCH, labels, predictions);
      }
      return System.nanoTime() - start;
    }
  }

  private long loss() {
    logits.toByteBuffer(true).asFloatBuffer().get(array);
    long start = System.nanoTime();
    alone.forwardBackward(array, classes, array);
    return System.nanoTime() - start;
  }

  /** Out of the engine and into it. */
  private long copies() {
    try (NDArray gradients = manager.create(logits.getShape(), DataType.FLOAT32)) {
      long start = System.nanoTime();
      logits.toByteBuffer(true).asFloatBuffer().get(array);
      gradients.toByteBuffer(true).asFloatBuffer().put(array);
      return System.nanoTime() - start;
    }
  }
}
