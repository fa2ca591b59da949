package dev.surprisal.samples.nextword;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The most frequent words of a text, each with a number; all others share one.
 *
 * @param words by number, the most frequent first
 */
record Vocabulary(List<String> words) {
  static final int SIZE = 32_768;

  /** Stands for the words that are too rare to have a number. */
  static final int RARE = 0;

  private static final String RARE_WORD = "‹rare›";

  static Vocabulary of(List<List<String>> texts) {
    Map<String, Long> counts =
        texts.stream()
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    Stream<String> frequent =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparing(Map.Entry<String, Long>::getValue)
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .limit(SIZE - 1)
            .map(Map.Entry::getKey);
    return new Vocabulary(Stream.concat(Stream.of(RARE_WORD), frequent).toList());
  }

  /** Texts as numbers. */
  int[][] numbers(List<List<String>> texts) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int number = 0; number < words.size(); number++) {
      numbers.put(words.get(number), number);
    }
    return texts.stream()
        .map(text -> text.stream().mapToInt(word -> numbers.getOrDefault(word, RARE)).toArray())
        .toArray(int[][]::new);
  }

  String word(int number) {
    return words.get(number);
  }
}
