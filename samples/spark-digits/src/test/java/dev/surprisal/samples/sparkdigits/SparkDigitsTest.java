package dev.surprisal.samples.sparkdigits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Split;
import java.util.Collections;
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
    Score plain = score(new DigitLoss());
    Score smooth = score(new SmoothDigitLoss());
    assertThat(smooth.nats()).isCloseTo(0.221, within(0.02));
    assertThat(smooth.wrong()).isCloseTo(0.025, within(0.01));
    assertThat(plain.nats()).isGreaterThan(3 * smooth.nats());
    assertThat(Score.of(Main.model(cluster.regression(learned)), unseen).nats())
        .isGreaterThan(2 * smooth.nats());
  }

  /** After 50 iterations. */
  private static Score score(ArrayLossFunction<double[], int[]> head) {
    Learner learner = new Learner(head, cluster.examples(learned, 4));
    return Score.of(learner.model(learner.learn(50)), unseen);
  }

  @Test
  void drawsAPicture() {
    List<Score> scores = Collections.nCopies(Main.ITERATIONS.length, new Score(0.5, 0.1));
    assertThat(Picture.draw(scores, scores).getWidth()).isEqualTo(1120);
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
