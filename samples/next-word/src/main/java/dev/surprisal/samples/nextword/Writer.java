package dev.surprisal.samples.nextword;

import java.util.Random;

/** Writes on, word by word, drawing among the words that the network finds most probable. */
final class Writer {
  private static final int CHOICES = 30;
  private static final int LENGTH = 24;

  private final Network network;
  private final Vocabulary vocabulary;
  private final Random random;

  Writer(Network network, Vocabulary vocabulary, long seed) {
    this.network = network;
    this.vocabulary = vocabulary;
    this.random = new Random(seed);
  }

  /** The beginning of a text, and how the network goes on. */
  String goOn(int[] text) {
    StringBuilder sentence = new StringBuilder();
    int[] context = new int[Network.CONTEXT];
    for (int i = 0; i < context.length; i++) {
      context[i] = text[i];
      append(sentence, context[i]);
    }
    sentence.append(" |");
    for (int i = 0; i < LENGTH; i++) {
      int word = draw(context);
      append(sentence, word);
      System.arraycopy(context, 1, context, 0, context.length - 1);
      context[context.length - 1] = word;
    }
    return sentence.toString().strip();
  }

  private void append(StringBuilder sentence, int word) {
    sentence.append(' ').append(vocabulary.word(word));
  }

  private int draw(int[] context) {
    int[] words = new int[CHOICES];
    double[] logProbabilities = new double[CHOICES];
    network.best(context, words, logProbabilities);
    double total = 0;
    for (int i = 0; i < CHOICES; i++) {
      total += words[i] == Vocabulary.RARE ? 0 : Math.exp(logProbabilities[i]);
    }
    double left = random.nextDouble() * total;
    for (int i = 0; i < CHOICES; i++) {
      left -= words[i] == Vocabulary.RARE ? 0 : Math.exp(logProbabilities[i]);
      if (left < 0) {
        return words[i];
      }
    }
    return words[CHOICES - 1];
  }
}
