package dev.surprisal.djl;

import static ai.djl.training.listener.EvaluatorTrainingListener.TRAIN_EPOCH;
import static ai.djl.training.listener.EvaluatorTrainingListener.VALIDATE_EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.loss.L2Loss;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.ConstantStart;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Weighted;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that are trained by DJL, through generated losses and through its own. */
class TrainingTest {
  private static final int EXAMPLES = 90;
  private static final int INPUTS = 5;
  private static final int OUTPUTS = 3;

  /** Does not divide the examples: the last batch is of another size. */
  private static final int BATCH = 40;

  private static final int STEPS = 200;

  private static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(
            new HeadsSpeciesLoss(), new SoftmaxCrossEntropyLoss(), species(), new Shape(EXAMPLES)),
        Arguments.of(
            new HeadsTraitsLoss(),
            new SigmoidBinaryCrossEntropyLoss(),
            traits(),
            new Shape(EXAMPLES, OUTPUTS)),
        Arguments.of(
            new HeadsMeasuresLoss(), new L2Loss(), measures(), new Shape(EXAMPLES, OUTPUTS)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void networksLearnTheSameAsFromLossesOfDjl(
      ArrayLossFunction<?, ?> generated, Loss peer, float[] labels, Shape shape)
      throws IOException, TranslateException {
    List<float[]> ours = gradientsAndParameters(new GeneratedLoss(generated), labels, shape);
    List<float[]> theirs = gradientsAndParameters(peer, labels, shape);
    int parameters = ours.size() / 2;
    for (int i = 0; i < parameters; i++) {
      // Below 0.5, a float has eight digits after the point at least.
      for (float gradient : theirs.get(i)) {
        assertThat(Math.abs(gradient)).isLessThan(0.5f);
      }
      assertThat(ours.get(i)).containsExactly(theirs.get(i), within(1e-7f));
    }
    for (int i = parameters; i < ours.size(); i++) {
      assertThat(ours.get(i)).containsExactly(theirs.get(i), within(1e-5f));
    }
    assertThat(ours.get(parameters)).isNotEqualTo(ours.get(0));
  }

  /** The gradients of the first step, and the parameters after the last. */
  private static List<float[]> gradientsAndParameters(Loss loss, float[] labels, Shape shape)
      throws IOException, TranslateException {
    List<float[]> all = new ArrayList<>();
    try (Model model = network();
        Trainer trainer = model.newTrainer(config(loss))) {
      initialize(model, trainer);
      ArrayDataset dataset = dataset(trainer.getManager(), labels, shape);
      int step = 0;
      while (step < STEPS) {
        for (Batch batch : trainer.iterateDataset(dataset)) {
          EasyTrain.trainBatch(trainer, batch);
          if (step == 0) {
            for (Parameter each : model.getBlock().getParameters().values()) {
              all.add(each.getArray().getGradient().toFloatArray());
            }
          }
          trainer.step();
          batch.close();
          step++;
        }
      }
      for (Parameter each : model.getBlock().getParameters().values()) {
        all.add(each.getArray().toFloatArray());
      }
    }
    return all;
  }

  /** DJL evaluates once more for its metrics; that takes the value which is known. */
  @Test
  void aBatchIsEvaluatedOnce() throws IOException, TranslateException {
    List<String> calls = new ArrayList<>();
    ArrayLossFunction<?, ?> counted = recording(new HeadsSpeciesLoss(), calls);
    try (Model model = network();
        Trainer trainer = model.newTrainer(config(new GeneratedLoss("counted", counted)))) {
      initialize(model, trainer);
      ArrayDataset dataset = dataset(trainer.getManager(), species(), new Shape(EXAMPLES));
      EasyTrain.fit(trainer, 1, dataset, dataset);
      assertThat(calls)
          .containsExactly(
              "forwardBackward",
              "forwardBackward",
              "forwardBackward",
              "forward",
              "forward",
              "forward");
      assertThat(trainer.getTrainingResult().getEvaluations())
          .containsKeys("train_loss", "validate_counted");
    }
  }

  /** The mean of an epoch is not the mean of the means of batches, of which the last is short. */
  @Test
  void anEpochIsTheMeanOfItsExamples() throws IOException, TranslateException {
    GeneratedLoss loss = new GeneratedLoss(new HeadsPaddedSpeciesLoss());
    float[] labels = species();
    for (int i = 0; i < 30; i++) {
      labels[i] = -1;
    }
    try (Model model = network();
        Trainer trainer = model.newTrainer(config(loss))) {
      initialize(model, trainer);
      ArrayDataset dataset = dataset(trainer.getManager(), labels, new Shape(EXAMPLES));
      assertThat(loss.getAccumulator(VALIDATE_EPOCH)).isNaN();
      EasyTrain.evaluateDataset(trainer, dataset);
      try (NDManager manager = trainer.getManager().newSubManager()) {
        NDArray inputs = manager.create(inputs(), new Shape(EXAMPLES, INPUTS));
        float[] outputs = trainer.evaluate(new NDList(inputs)).singletonOrThrow().toFloatArray();
        LossValue whole = new HeadsPaddedSpeciesLoss().forward(outputs, classes(labels));
        assertThat(whole.weight()).isEqualTo(60);
        assertThat(loss.getAccumulator(VALIDATE_EPOCH))
            .isCloseTo((float) whole.mean(), within(1e-6f));
      }
      loss.resetAccumulator(VALIDATE_EPOCH);
      assertThat(loss.getAccumulator(VALIDATE_EPOCH)).isNaN();
      assertThat(loss.getAccumulator(TRAIN_EPOCH)).isNaN();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.getAccumulator("other"))
        .withMessage("key = other: there is no such accumulator");
  }

  @Test
  void aDataSetMayHaveWeights() throws IOException, TranslateException {
    GeneratedLoss loss = new GeneratedLoss(new HeadsWeightedSpeciesLoss());
    double[] weights = new Random(4).doubles(EXAMPLES, 0, 3).toArray();
    weights[5] = 0;
    try (Model model = network();
        Trainer trainer = model.newTrainer(config(loss))) {
      initialize(model, trainer);
      NDManager manager = trainer.getManager();
      NDArray inputs = manager.create(inputs(), new Shape(EXAMPLES, INPUTS));
      ArrayDataset dataset =
          new ArrayDataset.Builder()
              .setData(inputs)
              .optLabels(manager.create(classes(species())), manager.create(weights))
              .setSampling(BATCH, false)
              .build();
      EasyTrain.evaluateDataset(trainer, dataset);
      float[] outputs = trainer.evaluate(new NDList(inputs)).singletonOrThrow().toFloatArray();
      LossValue whole =
          new HeadsWeightedSpeciesLoss()
              .forward(outputs, new Weighted<>(classes(species()), weights));
      assertThat(loss.getAccumulator(VALIDATE_EPOCH))
          .isCloseTo((float) whole.mean(), within(1e-6f));
    }
  }

  @Test
  void arraysOfAnotherBatchAreEvaluated() {
    GeneratedLoss loss = new GeneratedLoss(new HeadsMeasuresLoss());
    try (NDManager manager = NDManager.newBaseManager()) {
      NDList zeros = new NDList(manager.zeros(new Shape(2, 3)));
      NDList ones = new NDList(manager.ones(new Shape(2, 3)));
      NDList threes = new NDList(manager.ones(new Shape(2, 3)).mul(3));
      loss.evaluate(zeros, ones);
      loss.updateAccumulator("same", zeros, ones);
      loss.updateAccumulator("labels", threes, ones);
      loss.updateAccumulator("predictions", zeros, threes);
      assertThat(loss.getAccumulator("same")).isEqualTo(0.5f);
      assertThat(loss.getAccumulator("labels")).isEqualTo(2);
      assertThat(loss.getAccumulator("predictions")).isEqualTo(4.5f);
    }
  }

  /** Each head of a network with several has its loss, its labels and its accumulators. */
  @Test
  void headsAreEvaluatedEachByItsOwnLoss() {
    HeadLosses losses =
        new HeadLosses(
            new GeneratedLoss(new HeadsSpeciesLoss()), new GeneratedLoss(new HeadsMeasuresLoss()));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray species = manager.zeros(new Shape(2, 3));
      NDArray measures = manager.ones(new Shape(2, 3));
      NDList labels = new NDList(manager.create(new int[] {0, 2}), manager.zeros(new Shape(2, 3)));
      NDList predictions = new NDList(species, measures);
      predictions.forEach(array -> array.setRequiresGradient(true));
      losses.addAccumulator("epoch");
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray sum = losses.evaluate(labels, predictions);
        assertThat(sum.getFloat()).isCloseTo((float) Math.log(3) + 0.5f, within(1e-6f));
        collector.backward(sum);
      }
      losses.updateAccumulators(new String[] {"epoch"}, labels, predictions);
      assertThat(losses.getAccumulator("epoch"))
          .isCloseTo((float) Math.log(3) + 0.5f, within(1e-6f));
      assertThat(species.getGradient().toFloatArray()[0]).isCloseTo(-1 / 3f, within(1e-6f));
      assertThat(measures.getGradient().toFloatArray()).containsOnly(1 / 6f);
    }
  }

  /** Its loss is the entropy of the classes. */
  @Test
  void aNetworkMayBeginWithWhatItWouldSayWithoutInputs() {
    int[] digits = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0};
    Linear last = Linear.builder().setUnits(10).build();
    last.setInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);
    double[] start = ConstantStart.of(new DigitHeadLoss(), digits);
    last.setInitializer(
        (manager, shape, type) -> manager.create(start).toType(type, false), Parameter.Type.BIAS);
    TrainingConfig config = new DefaultTrainingConfig(new GeneratedLoss(new DigitHeadLoss()));
    try (Model model = Model.newInstance("constant")) {
      model.setBlock(last);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(1, INPUTS));
        NDManager manager = trainer.getManager();
        NDList outputs =
            trainer.evaluate(new NDList(manager.ones(new Shape(digits.length, INPUTS))));
        double entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(1 / 12.0));
        assertThat(
                trainer.getLoss().evaluate(new NDList(manager.create(digits)), outputs).getFloat())
            .isCloseTo((float) entropy, within(1e-6f));
      }
    }
  }

  private static Model network() {
    Model model = Model.newInstance("network");
    model.setBlock(
        new SequentialBlock()
            .add(Linear.builder().setUnits(8).build())
            .add(Activation::tanh)
            .add(Linear.builder().setUnits(OUTPUTS).build()));
    return model;
  }

  /** Inputs and parameters are small enough for gradients below 0.5. */
  private static void initialize(Model model, Trainer trainer) {
    trainer.initialize(new Shape(1, INPUTS));
    Random random = new Random(7);
    for (Parameter each : model.getBlock().getParameters().values()) {
      float[] values = floats((int) each.getArray().size(), 0.5, random);
      each.getArray().set(values);
    }
  }

  private static DefaultTrainingConfig config(Loss loss) {
    return new DefaultTrainingConfig(loss)
        .optOptimizer(
            Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.1f)).optMomentum(0.5f).build())
        .addTrainingListeners(new EvaluatorTrainingListener());
  }

  private static ArrayDataset dataset(NDManager manager, float[] labels, Shape shape) {
    return new ArrayDataset.Builder()
        .setData(manager.create(inputs(), new Shape(EXAMPLES, INPUTS)))
        .optLabels(manager.create(labels, shape))
        .setSampling(BATCH, false)
        .build();
  }

  private static float[] inputs() {
    return floats(EXAMPLES * INPUTS, 0.25, new Random(1));
  }

  private static float[] measures() {
    return floats(EXAMPLES * OUTPUTS, 1, new Random(2));
  }

  private static float[] traits() {
    float[] traits = measures();
    for (int i = 0; i < traits.length; i++) {
      traits[i] = traits[i] > 0 ? 1 : 0;
    }
    return traits;
  }

  private static float[] species() {
    Random random = new Random(3);
    float[] species = new float[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      species[i] = random.nextInt(OUTPUTS);
    }
    return species;
  }

  private static int[] classes(float[] labels) {
    int[] classes = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      classes[i] = (int) labels[i];
    }
    return classes;
  }

  private static float[] floats(int count, double spread, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (spread * random.nextGaussian());
    }
    return values;
  }

  /** A loss that notes the names of the methods by which it is evaluated. */
  private static ArrayLossFunction<?, ?> recording(
      ArrayLossFunction<?, ?> loss, List<String> calls) {
    return (ArrayLossFunction<?, ?>)
        Proxy.newProxyInstance(
            ArrayLossFunction.class.getClassLoader(),
            new Class<?>[] {ArrayLossFunction.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("forward")) {
                calls.add(method.getName());
              }
              try {
                return method.invoke(loss, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
