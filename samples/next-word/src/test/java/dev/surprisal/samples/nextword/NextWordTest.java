package dev.surprisal.samples.nextword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NextWordTest {
  private static final List<List<String>> TEXTS =
      List.of(
          Corpus.words("The house is open. The house is adjourned."),
          Corpus.words("The sitting is open!"));

  private static final int[][] NUMBERS = Vocabulary.of(TEXTS).numbers(TEXTS);

  @Test
  void takesTextsApart() {
    assertThat(Corpus.words("L’élève, 12 ans."))
        .containsExactly("l", "’", "élève", ",", "12", "ans", ".");
    assertThat(Corpus.words("6\u00A0kohdan an\u00ADtik\uFFFD 5 €"))
        .containsExactly("6", "kohdan", "antik", "5", "€");
  }

  @Test
  void numbersWordsByFrequency() {
    Vocabulary vocabulary = Vocabulary.of(TEXTS);
    assertThat(vocabulary.word(1)).isEqualTo("is");
    assertThat(vocabulary.word(2)).isEqualTo("the");
    assertThat(vocabulary.numbers(List.of(List.of("the", "unheard")))[0])
        .containsExactly(2, Vocabulary.RARE);
  }

  @Test
  void countingModelsAreDistributions() {
    CountingModels counts = new CountingModels(NUMBERS);
    for (int first : new int[] {1, 2, 31_000}) {
      double total = 0;
      for (int word = 0; word < Vocabulary.SIZE; word++) {
        total += counts.bigram(first, word);
      }
      assertThat(total).isCloseTo(1, within(1e-9));
    }
    Batch batch = Batch.of(NUMBERS);
    assertThat(counts.bigrams(batch).mean()).isLessThan(counts.unigrams(batch).mean());
  }

  @Test
  void aBudgetIsOfTimeOrOfWords() {
    Budget minutes = Budget.ofMinutes(2);
    assertThat(minutes.spent(30, 1_000)).isEqualTo(minutes.spent(30, 9_000)).isEqualTo(0.25);
    Budget words = Budget.ofWords(4_000);
    assertThat(words.spent(30, 1_000)).isEqualTo(words.spent(90, 1_000)).isEqualTo(0.25);
  }

  @Test
  void knowsTheWordsOfTheReadme() throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains("2 minutes, %,d words".formatted(Main.README_WORDS));
  }

  @Test
  void hasARealText() throws IOException {
    Corpus corpus = Corpus.read();
    assertThat(corpus.vocabulary().words())
        .hasSize(Vocabulary.SIZE)
        .contains("parliament", "parlament");
    assertThat(Corpus.predicted(corpus.training())).isGreaterThan(2_800_000);
  }

  @Test
  void aMixtureGivesHalfOfEachProbability() {
    CountingModels counts = new CountingModels(NUMBERS);
    Network network = new Network(counts, 1, 2);
    Batch one = Batch.of(NUMBERS).rows(new int[] {3}, 0, 1);
    double ofNetwork = Math.exp(-network.test(one).mean());
    double ofBigrams = Math.exp(-counts.bigrams(one).mean());
    assertThat(Math.exp(-new Mixture(network, counts).test(one).mean()))
        .isCloseTo((ofNetwork + ofBigrams) / 2, within(1e-9));
  }

  @Test
  void theNetworkLearnsWhatComesNext() {
    Network network = new Network(new CountingModels(NUMBERS), 1, 2);
    Batch batch = Batch.of(NUMBERS);
    double before = network.test(batch).mean();
    for (int i = 0; i < 30; i++) {
      network.train(batch, 0.02);
    }
    assertThat(network.test(batch).mean()).isLessThan(before / 4);
    double[] losses = network.losses(batch);
    assertThat(DoubleStream.of(losses).sum())
        .isCloseTo(network.test(batch).sum(), within(1e-4 * losses.length));
    int[] best = new int[1];
    network.best(batch.rows(new int[] {0}, 0, 1).contexts(), best, new double[1]);
    assertThat(best[0]).isIn(batch.words()[0], batch.words()[9]);
  }
}
