package dev.surprisal.benchmark;

import dev.surprisal.runtime.ArrayLossFunction;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What is timed: a family over a shape.
 *
 * <p>Outputs are standard normal numbers times three, as logits of a trained model look.
 */
public enum Work {
  /** Digits. */
  SOFTMAX_4096_X_10("softmax NLL 4096 x 10", Kind.CLASSES, 4096, 10),
  /** A hundred classes. */
  SOFTMAX_4096_X_100("softmax NLL 4096 x 100", Kind.CLASSES, 4096, 100),
  /** The classes of ImageNet. */
  SOFTMAX_1024_X_1000("softmax NLL 1024 x 1000", Kind.CLASSES, 1024, 1000),
  /** The vocabulary of GPT-2. */
  SOFTMAX_128_X_50257("softmax NLL 128 x 50257", Kind.CLASSES, 128, 50257),
  /** The vocabulary of Llama 3. */
  SOFTMAX_64_X_128256("softmax NLL 64 x 128256", Kind.CLASSES, 64, 128256),
  /** A million answers. */
  BERNOULLI_1M("Bernoulli 1 M", Kind.YES_OR_NO, 1 << 20, 1),
  /** Eighty labels each. */
  BERNOULLIS_4096_X_80("product of Bernoullis 4096 x 80", Kind.LABELS, 4096, 80),
  /** A million measurements. */
  GAUSSIAN_1M("Gaussian, unit variance, 1 M", Kind.VALUES, 1 << 20, 1),
  /** A million measurements, of which the model says how sure it is. */
  GAUSSIAN_LEARNED_1M("Gaussian, learned variance, 1 M", Kind.FORECASTS, 1 << 20, 1);

  /** The family. */
  enum Kind {
    CLASSES,
    YES_OR_NO,
    LABELS,
    VALUES,
    FORECASTS
  }

  final String title;
  final Kind kind;
  final int rows;
  final int size;

  Work(String title, Kind kind, int rows, int size) {
    this.title = title;
    this.kind = kind;
    this.rows = rows;
    this.size = size;
  }

  static Work titled(String title) {
    return Stream.of(values())
        .filter(work -> work.title.equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no work " + title));
  }

  /** The outputs of all rows: what times are divided by. */
  int outputs() {
    return rows * size * (kind == Kind.FORECASTS ? 2 : 1);
  }

  /** The targets of all rows. */
  int targets() {
    return kind == Kind.CLASSES ? rows : rows * size;
  }

  double[] randomOutputs(Random random) {
    return random.doubles(outputs()).map(u -> 3 * random.nextGaussian()).toArray();
  }

  double[] randomTargets(Random random) {
    return switch (kind) {
      case CLASSES -> random.ints(rows, 0, size).asDoubleStream().toArray();
      case YES_OR_NO, LABELS -> random.ints(targets(), 0, 2).asDoubleStream().toArray();
      case VALUES, FORECASTS -> random.doubles(targets()).toArray();
    };
  }

  /** The generated loss on {@code float[]}. */
  @SuppressWarnings("unchecked")
  ArrayLossFunction<float[], Object> floatLoss() {
    return (ArrayLossFunction<float[], Object>)
        switch (kind) {
          case CLASSES -> (Object) new HeadsClassesLoss(size);
          case YES_OR_NO -> new HeadsYesOrNoLoss();
          case LABELS -> new HeadsLabelsLoss(size);
          case VALUES -> new HeadsValuesLoss();
          case FORECASTS -> new HeadsForecastsLoss();
        };
  }

  /** The generated loss on {@code double[]}. */
  @SuppressWarnings("unchecked")
  ArrayLossFunction<double[], Object> doubleLoss() {
    return (ArrayLossFunction<double[], Object>)
        switch (kind) {
          case CLASSES -> (Object) new HeadsDoubleClassesLoss(size);
          case YES_OR_NO -> new HeadsDoubleYesOrNoLoss();
          case LABELS -> new HeadsDoubleLabelsLoss(size);
          case VALUES -> new HeadsDoubleValuesLoss();
          case FORECASTS -> new HeadsDoubleForecastsLoss();
        };
  }
}
