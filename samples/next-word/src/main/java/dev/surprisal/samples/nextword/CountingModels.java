package dev.surprisal.samples.nextword;

import dev.surprisal.runtime.LossValue;
import java.util.HashMap;
import java.util.Map;

/**
 * Models that count: how often a word occurs, and how often after another. The bigrams are smoothed
 * as Kneser and Ney do (1995), and are what a network has to beat.
 */
final class CountingModels {
  /** What is taken from each count for pairs that were never seen. */
  private static final double DISCOUNT = 0.75;

  private final double[] words = new double[Vocabulary.SIZE];
  private final double[] followers = new double[Vocabulary.SIZE];
  private final double[] predecessors = new double[Vocabulary.SIZE];
  private final double[] asFirst = new double[Vocabulary.SIZE];
  private final Map<Long, Integer> pairs = new HashMap<>();
  private double total;

  CountingModels(int[][] texts) {
    for (int[] text : texts) {
      for (int i = 1; i < text.length; i++) {
        words[text[i]]++;
        total++;
        asFirst[text[i - 1]]++;
        if (pairs.merge(pair(text[i - 1], text[i]), 1, Integer::sum) == 1) {
          followers[text[i - 1]]++;
          predecessors[text[i]]++;
        }
      }
    }
  }

  private static long pair(int first, int second) {
    return (long) first * Vocabulary.SIZE + second;
  }

  /** The probability of a word, which is never 0. */
  double unigram(int word) {
    return (words[word] + 1) / (total + Vocabulary.SIZE);
  }

  /** The probability of a word after another. */
  double bigram(int first, int second) {
    double continuation = (predecessors[second] + 1) / (pairs.size() + Vocabulary.SIZE);
    if (asFirst[first] == 0) {
      return continuation;
    }
    double seen = Math.max(0, pairs.getOrDefault(pair(first, second), 0) - DISCOUNT);
    return (seen + DISCOUNT * followers[first] * continuation) / asFirst[first];
  }

  private interface Model {
    double probability(int before, int word);
  }

  LossValue unigrams(Batch words) {
    return loss(words, (before, word) -> unigram(word));
  }

  LossValue bigrams(Batch words) {
    return loss(words, this::bigram);
  }

  private static LossValue loss(Batch words, Model model) {
    double sum = 0;
    for (int row = 0; row < words.size(); row++) {
      sum -= Math.log(model.probability(words.before(row), words.words()[row]));
    }
    return new LossValue(sum, words.size());
  }
}
