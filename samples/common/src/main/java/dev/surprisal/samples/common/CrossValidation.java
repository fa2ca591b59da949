package dev.surprisal.samples.common;

import dev.surprisal.runtime.LossFunction;
import java.util.Random;

/**
 * Five networks, each trained on four fifths of the examples and asked about the fifth that it
 * never saw.
 *
 * @param units hidden units of a network
 * @param outputs raw outputs for an example, as many as its head has
 * @param epochs how often a network sees its examples
 * @param learningRate of Adam
 */
public record CrossValidation(int units, int outputs, int epochs, double learningRate) {
  private static final int BATCH = 16;

  /** The epochs of all networks. */
  public int allEpochs() {
    return Split.PARTS * epochs;
  }

  /**
   * Trains them.
   *
   * @param inputs a row for each example; they are standardised by those that are learned from
   * @param targets one for each example
   * @param loss what is learned by
   * @param seed of all that is random
   * @param epochDone told of each epoch
   * @return the raw outputs for each example, by the network that did not learn from it
   */
  public float[] outputs(
      float[] inputs,
      float[] targets,
      LossFunction<float[], float[]> loss,
      long seed,
      Runnable epochDone) {
    Random random = new Random(seed);
    int width = inputs.length / targets.length;
    float[] all = new float[targets.length * outputs];
    for (Split split : Split.folds(targets.length, random)) {
      float[] standard = Standard.of(inputs, width, split.learnedRows()).apply(inputs);
      Network network = new Network(width, units, outputs, random);
      Adam adam = new Adam(learningRate, network.parameters());
      for (int epoch = 0; epoch < epochs; epoch++) {
        for (int[] rows : split.batches(BATCH, random)) {
          float[] wanted = Rows.of(targets, rows);
          network.backward(
              Rows.of(standard, width, rows), raw -> loss.forwardBackward(raw, wanted, raw));
          adam.step();
        }
        epochDone.run();
      }
      float[] held = network.outputs(Rows.of(standard, width, split.heldOut()));
      for (int i = 0; i < split.heldOut().length; i++) {
        System.arraycopy(held, i * outputs, all, split.heldOut()[i] * outputs, outputs);
      }
    }
    return all;
  }
}
