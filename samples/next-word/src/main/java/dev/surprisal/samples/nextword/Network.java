package dev.surprisal.samples.nextword;

import dev.surprisal.linear.LinearHead;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Workers;
import dev.surprisal.samples.common.AdamTable;
import dev.surprisal.samples.common.Layer;
import dev.surprisal.samples.common.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

/**
 * The network of Bengio and others (2003): the embeddings of the last words, side by side, one
 * hidden layer, and a linear layer over the vocabulary, which is part of the loss.
 */
final class Network {
  static final int CONTEXT = 3;
  static final int HIDDEN = 64;
  private static final int EMBEDDING = 48;
  private static final int INPUTS = CONTEXT * EMBEDDING;

  /** Averages that forget sooner than is usual: a word comes seldom, and a run is short. */
  private static final double SQUARE_DECAY = 0.99;

  /**
   * Of most words there is next to nothing to learn in a batch, and nothing is to be made of it.
   */
  private static final double EPSILON = 1e-4;

  private final NextWordLoss loss;

  private final float[] embeddings = new float[Vocabulary.SIZE * EMBEDDING];

  private final Layer hidden;
  private final float[] weights = new float[Vocabulary.SIZE * HIDDEN];
  private final float[] bias = new float[Vocabulary.SIZE];
  private final float[] weightGradients = new float[weights.length];
  private final float[] biasGradients = new float[bias.length];

  private final AdamTable embeddingsAdam = adam(embeddings, EMBEDDING);
  private final AdamTable weightsAdam = adam(weights, HIDDEN);
  private final AdamTable biasAdam = adam(bias, 1);
  private final List<AdamTable> hiddenAdam;
  private int steps;

  /** A network that knows how frequent words are, and nothing else. */
  Network(CountingModels counts, long seed, int threads) {
    loss = new NextWordLoss().on(Workers.of(ForkJoinPool.commonPool(), threads));
    Random random = new Random(seed);
    fill(embeddings, random, 0.5);
    hidden = Layer.random(INPUTS, HIDDEN, random);
    hiddenAdam =
        hidden.parameters().stream()
            .map(some -> adam(some.values(), some.values().length))
            .toList();
    fill(weights, random, 0.05);
    for (int word = 0; word < bias.length; word++) {
      bias[word] = (float) Math.log(counts.unigram(word));
    }
  }

  private static AdamTable adam(float[] values, int width) {
    return new AdamTable(values, width, SQUARE_DECAY, EPSILON);
  }

  private static void fill(float[] values, Random random, double deviation) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }

  /** Learns from a batch; returns its loss before. */
  LossValue train(Batch batch, double learningRate) {
    float[] inputs = inputs(batch.contexts());
    float[] activations = activations(inputs);
    LinearHead head = new LinearHead(activations, weights, bias);
    LinearHead gradients =
        new LinearHead(new float[activations.length], weightGradients, biasGradients);
    LossValue value = loss.forwardBackward(head, batch.words(), gradients);
    throughTanh(activations, gradients.inputs());
    float[] inputGradients = hidden.backward(inputs, gradients.inputs());
    steps++;
    weightsAdam.step(steps, learningRate, weightGradients);
    biasAdam.step(steps, learningRate, biasGradients);
    List<Parameters> ofHidden = hidden.parameters();
    for (int i = 0; i < ofHidden.size(); i++) {
      hiddenAdam.get(i).step(steps, learningRate, ofHidden.get(i).gradients());
    }
    stepEmbeddings(batch, inputGradients, learningRate);
    return value;
  }

  /** The surprisal of words that nothing is learned from. */
  LossValue test(Batch batch) {
    return loss.surprisal(head(batch.contexts()), batch.words());
  }

  /** The same, of each word by itself. */
  double[] losses(Batch batch) {
    double[] losses = new double[batch.size()];
    loss.perExample(head(batch.contexts()), batch.words(), losses);
    return losses;
  }

  /** The most probable words after others, with their log-probabilities. */
  void best(int[] context, int[] words, double[] logProbabilities) {
    loss.best(head(context), words, logProbabilities);
  }

  private LinearHead head(int[] contexts) {
    return new LinearHead(activations(inputs(contexts)), weights, bias);
  }

  private float[] inputs(int[] contexts) {
    float[] inputs = new float[contexts.length * EMBEDDING];
    for (int place = 0; place < contexts.length; place++) {
      System.arraycopy(
          embeddings, contexts[place] * EMBEDDING, inputs, place * EMBEDDING, EMBEDDING);
    }
    return inputs;
  }

  private float[] activations(float[] inputs) {
    float[] activations = hidden.forward(inputs);
    for (int i = 0; i < activations.length; i++) {
      activations[i] = (float) Math.tanh(activations[i]);
    }
    return activations;
  }

  private static void throughTanh(float[] activations, float[] gradients) {
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] *= 1 - activations[i] * activations[i];
    }
  }

  /** Only the words of the batch have gradients; of one that occurs twice they are added up. */
  private void stepEmbeddings(Batch batch, float[] gradients, double learningRate) {
    int[] placeOf = new int[Vocabulary.SIZE];
    Arrays.fill(placeOf, -1);
    for (int place = 0; place < batch.contexts().length; place++) {
      int word = batch.contexts()[place];
      if (placeOf[word] < 0) {
        placeOf[word] = place;
        continue;
      }
      for (int k = 0; k < EMBEDDING; k++) {
        gradients[placeOf[word] * EMBEDDING + k] += gradients[place * EMBEDDING + k];
      }
    }
    for (int word = 0; word < placeOf.length; word++) {
      if (placeOf[word] >= 0) {
        embeddingsAdam.step(steps, learningRate, word, gradients, placeOf[word] * EMBEDDING);
      }
    }
  }
}
