package dev.surprisal.samples.djldigits;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;

/** A network of DJL that completes digits, trained by whatever loss it is given. */
final class Completion {
  static final int EPOCHS = 40;

  private static final int UNITS = 128;
  private static final int BATCH = 32;
  private static final float LEARNING_RATE = 1e-3f;

  private Completion() {}

  /**
   * Trains, and completes digits.
   *
   * @param loss what is trained by
   * @param outputs the network's outputs for each digit
   * @param learned the digits that it learns from
   * @param heldOut those that it completes
   * @param seed of all that is random
   * @param afterEpoch called after each epoch
   * @return the outputs for the digits held out
   */
  static float[] outputs(
      Loss loss, int outputs, Halves learned, Halves heldOut, long seed, Runnable afterEpoch)
      throws IOException {
    Engine.getInstance().setRandomSeed((int) seed);
    try (Model model = Model.newInstance("completion")) {
      model.setBlock(network(outputs));
      try (Trainer trainer = model.newTrainer(config(loss, afterEpoch))) {
        trainer.initialize(new Shape(1, Halves.PIXELS));
        NDManager manager = trainer.getManager();
        EasyTrain.fit(trainer, EPOCHS, dataset(manager, learned), null);
        NDList inputs = new NDList(manager.create(heldOut.upper(), shape(heldOut)));
        return trainer.evaluate(inputs).singletonOrThrow().toFloatArray();
      } catch (TranslateException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private static SequentialBlock network(int outputs) {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(UNITS).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(UNITS).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(outputs).build());
  }

  private static DefaultTrainingConfig config(Loss loss, Runnable afterEpoch) {
    return new DefaultTrainingConfig(loss)
        .optOptimizer(Optimizer.adam().optLearningRateTracker(Tracker.fixed(LEARNING_RATE)).build())
        .addTrainingListeners(
            new EvaluatorTrainingListener(),
            new TrainingListenerAdapter() {
              @Override
              public void onEpoch(Trainer trainer) {
                afterEpoch.run();
              }
            });
  }

  private static ArrayDataset dataset(NDManager manager, Halves halves) {
    return new ArrayDataset.Builder()
        .setData(manager.create(halves.upper(), shape(halves)))
        .optLabels(manager.create(halves.lower(), shape(halves)))
        .setSampling(BATCH, true)
        .build();
  }

  private static Shape shape(Halves halves) {
    return new Shape(halves.count(), Halves.PIXELS);
  }
}
