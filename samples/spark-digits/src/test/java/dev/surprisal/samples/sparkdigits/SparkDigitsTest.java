package dev.surprisal.samples.sparkdigits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Split;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SparkDigitsTest {
  private static Cluster cluster;
  private static Digits learned;
  private static Digits unseen;

  @BeforeAll
  static void start() {
    System.setProperty("java.awt.headless", "true");
    Digits digits = Digits.read();
    Split split = Split.of(digits.count(), new Random(1));
    learned = digits.select(split.learnedRows());
    unseen = digits.select(split.heldOut());
    cluster = new Cluster();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void smoothingKeepsFromBeingSureOfMistakes() {
    List<Score> plain = Main.scores(cluster, new DigitLoss(), learned, unseen);
    List<Score> smooth = Main.scores(cluster, new SmoothDigitLoss(), learned, unseen);
    Score last = smooth.get(smooth.size() - 1);
    assertThat(last.nats()).isCloseTo(0.227, within(0.02));
    assertThat(last.wrong()).isCloseTo(0.028, within(0.01));
    assertThat(plain.get(plain.size() - 1).nats()).isGreaterThan(4 * last.nats());
    assertThat(Score.of(Main.model(cluster.regression(learned)), unseen).nats())
        .isGreaterThan(2 * last.nats());
    assertThat(Picture.draw(plain, smooth).getWidth()).isEqualTo(1120);
  }

  @Test
  void partitionsChangeNoBit() {
    assertThat(parameters(7)).isEqualTo(parameters(1));
  }

  private static double[] parameters(int partitions) {
    return new Learner(new SmoothDigitLoss(), cluster.examples(learned, partitions))
        .learn(10)
        .parameters();
  }
}
