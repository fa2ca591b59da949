package dev.surprisal.samples.nextword;

import dev.surprisal.linear.LinearHead;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Workers;
import java.util.Arrays;
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

  private final NextWordLoss loss;

  private final float[] embeddings = new float[Vocabulary.SIZE * EMBEDDING];

  /** A row for each input, and one for the bias, the last. */
  private final float[] hidden = new float[(INPUTS + 1) * HIDDEN];

  private final float[] weights = new float[Vocabulary.SIZE * HIDDEN];
  private final float[] bias = new float[Vocabulary.SIZE];
  private final float[] hiddenGradients = new float[hidden.length];
  private final float[] weightGradients = new float[weights.length];
  private final float[] biasGradients = new float[bias.length];

  private final Adam embeddingsAdam = new Adam(embeddings, EMBEDDING);
  private final Adam hiddenAdam = new Adam(hidden, HIDDEN);
  private final Adam weightsAdam = new Adam(weights, HIDDEN);
  private final Adam biasAdam = new Adam(bias, 1);
  private int steps;

  /** A network that knows how frequent words are, and nothing else. */
  Network(CountingModels counts, long seed, int threads) {
    loss = new NextWordLoss().on(Workers.of(ForkJoinPool.commonPool(), threads));
    Random random = new Random(seed);
    fill(embeddings, random, 0.5);
    fill(hidden, random, 1 / Math.sqrt(INPUTS));
    fill(weights, random, 0.05);
    for (int word = 0; word < bias.length; word++) {
      bias[word] = (float) Math.log(counts.unigram(word));
    }
  }

  private static void fill(float[] values, Random random, double deviation) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }

  /** Learns from a batch; returns its loss before. */
  LossValue train(Batch batch, double learningRate) {
    float[] inputs = inputs(batch);
    float[] activations = activations(inputs);
    LinearHead head = new LinearHead(activations, weights, bias);
    LinearHead gradients =
        new LinearHead(new float[activations.length], weightGradients, biasGradients);
    LossValue value = loss.forwardBackward(head, batch.words(), gradients);
    float[] inputGradients = backward(inputs, activations, gradients.inputs());
    steps++;
    weightsAdam.step(steps, learningRate, weightGradients);
    biasAdam.step(steps, learningRate, biasGradients);
    hiddenAdam.step(steps, learningRate, hiddenGradients);
    stepEmbeddings(batch, inputGradients, learningRate);
    return value;
  }

  /** The loss of words that nothing is learned from. */
  LossValue test(Batch batch) {
    return loss.forward(head(batch), batch.words());
  }

  /** The most probable words after those of a batch of one, with their log-probabilities. */
  void best(Batch context, int[] words, double[] logProbabilities) {
    loss.best(head(context), words, logProbabilities);
  }

  private LinearHead head(Batch batch) {
    return new LinearHead(activations(inputs(batch)), weights, bias);
  }

  private float[] inputs(Batch batch) {
    float[] inputs = new float[batch.size() * INPUTS];
    for (int place = 0; place < batch.contexts().length; place++) {
      System.arraycopy(
          embeddings, batch.contexts()[place] * EMBEDDING, inputs, place * EMBEDDING, EMBEDDING);
    }
    return inputs;
  }

  private float[] activations(float[] inputs) {
    int rows = inputs.length / INPUTS;
    float[] activations = new float[rows * HIDDEN];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(hidden, INPUTS * HIDDEN, activations, row * HIDDEN, HIDDEN);
      for (int k = 0; k < INPUTS; k++) {
        float input = inputs[row * INPUTS + k];
        for (int unit = 0; unit < HIDDEN; unit++) {
          activations[row * HIDDEN + unit] += input * hidden[k * HIDDEN + unit];
        }
      }
      for (int i = row * HIDDEN; i < (row + 1) * HIDDEN; i++) {
        activations[i] = (float) Math.tanh(activations[i]);
      }
    }
    return activations;
  }

  /** Sets the gradients of the hidden layer; returns those of its inputs. */
  private float[] backward(float[] inputs, float[] activations, float[] gradients) {
    int rows = inputs.length / INPUTS;
    Arrays.fill(hiddenGradients, 0);
    float[] inputGradients = new float[inputs.length];
    for (int row = 0; row < rows; row++) {
      int first = row * HIDDEN;
      for (int unit = 0; unit < HIDDEN; unit++) {
        float activation = activations[first + unit];
        gradients[first + unit] *= 1 - activation * activation;
        hiddenGradients[INPUTS * HIDDEN + unit] += gradients[first + unit];
      }
      for (int k = 0; k < INPUTS; k++) {
        float input = inputs[row * INPUTS + k];
        float sum = 0;
        for (int unit = 0; unit < HIDDEN; unit++) {
          hiddenGradients[k * HIDDEN + unit] += input * gradients[first + unit];
          sum += hidden[k * HIDDEN + unit] * gradients[first + unit];
        }
        inputGradients[row * INPUTS + k] = sum;
      }
    }
    return inputGradients;
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
