package dev.surprisal.samples.nextword;

import java.util.stream.IntStream;

/**
 * Words to predict.
 *
 * @param contexts the words before each, {@link Network#CONTEXT} of them, the nearest last
 * @param words what came
 */
record Batch(int[] contexts, int[] words) {
  int size() {
    return words.length;
  }

  /** How much of what came is a word. */
  double shareOf(int word) {
    return (double) IntStream.of(words).filter(each -> each == word).count() / words.length;
  }

  /** The word before the one to predict. */
  int before(int row) {
    return contexts[(row + 1) * Network.CONTEXT - 1];
  }

  /** The words of texts, each with those before it; before a text lie rare words. */
  static Batch of(int[][] texts) {
    Batch all = ofSize(Corpus.predicted(texts));
    int row = 0;
    for (int[] text : texts) {
      for (int i = 1; i < text.length; i++) {
        all.set(row, text, i);
        row++;
      }
    }
    return all;
  }

  static Batch ofSize(int size) {
    return new Batch(new int[size * Network.CONTEXT], new int[size]);
  }

  private void set(int row, int[] text, int i) {
    words[row] = text[i];
    for (int back = 1; back <= Network.CONTEXT; back++) {
      contexts[(row + 1) * Network.CONTEXT - back] = i >= back ? text[i - back] : Vocabulary.RARE;
    }
  }

  /** Some rows of this one, in the order in which they are named. */
  Batch rows(int[] order, int from, int to) {
    Batch some = ofSize(to - from);
    for (int row = from; row < to; row++) {
      int source = order[row];
      some.words[row - from] = words[source];
      System.arraycopy(
          contexts,
          source * Network.CONTEXT,
          some.contexts,
          (row - from) * Network.CONTEXT,
          Network.CONTEXT);
    }
    return some;
  }
}
