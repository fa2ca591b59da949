package dev.surprisal.samples.nextword;

import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains, tells of it on the terminal, writes a few sentences, and draws the curves. */
@Command(
    name = "next-word",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "A small language model learns real text through a generated linear head.")
final class Main extends Sample {
  private static final int LINES = 15;
  private static final int SENTENCES = 5;
  private static final double MEGABYTE = 1 << 20;

  @Option(names = "--minutes", paramLabel = "N", description = "how long it learns")
  private double minutes = 2;

  @Option(names = "--threads", paramLabel = "N", description = "threads that work on a batch")
  private int threads = Runtime.getRuntime().availableProcessors();

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    requirePositive("--minutes", minutes);
    requirePositive("--threads", threads);
    Corpus corpus = Corpus.read();
    CountingModels counts = new CountingModels(corpus.training());
    LossValue unigrams = counts.unigrams(corpus.validation());
    LossValue bigrams = counts.bigrams(corpus.validation());
    terminal.print("kernels      %s", Kernels.description());
    terminal.print(
        "text         %,d words to learn from, %,d unseen, %,d in the vocabulary",
        Corpus.predicted(corpus.training()),
        Corpus.predicted(corpus.validation()),
        Vocabulary.SIZE);
    report("unigrams", unigrams);
    report("bigrams", bigrams);
    terminal.print("");
    Network network = new Network(counts, seed, threads);
    Training training = new Training(network, corpus, seed);
    List<Point> points = learn(training);
    LossValue last = training.testAll();
    terminal.print("");
    report("network", last);
    terminal.print(
        "             %s",
        last.perplexity() < bigrams.perplexity()
            ? "better than bigrams"
            : String.format(
                Locale.ROOT,
                "%.2f times the perplexity of bigrams, which have seen all of the text:"
                    + " --minutes 5 comes nearer",
                last.perplexity() / bigrams.perplexity()));
    terminal.print(
        "memory       %.0f MB for the logits of a batch and their gradients, had they been kept;"
            + " tiles of 16 MB were",
        2 * 4 * Training.BATCH * (double) Vocabulary.SIZE / MEGABYTE);
    terminal.print("");
    Writer writer = new Writer(network, corpus.vocabulary(), seed);
    for (int i = 0; i < SENTENCES; i++) {
      terminal.print("%s", writer.goOn(corpus.validation()[i]));
    }
    save("learning-curves", Picture.draw(points, unigrams.mean(), bigrams.mean()));
    return 0;
  }

  private void report(String model, LossValue value) {
    terminal.print(
        "%-12s perplexity %8.1f, %.3f nats, %.3f bits per unseen word",
        model, value.perplexity(), value.mean(), value.bits());
  }

  private List<Point> learn(Training training) {
    List<Point> points = new ArrayList<>();
    terminal.print("  words learned  words/s  train nats  unseen nats   bits  perplexity");
    double seconds = 60 * minutes;
    long start = System.nanoTime();
    double passed = 0;
    for (int line = 1; line <= LINES; line++) {
      LossValue trained = new LossValue(0, 0);
      long before = training.learned();
      double began = passed;
      do {
        trained = trained.plus(training.step(passed / seconds));
        passed = (System.nanoTime() - start) * 1e-9;
      } while (passed < line * seconds / LINES);
      LossValue tested = training.test();
      points.add(new Point(training.learned(), trained.mean(), tested.mean()));
      terminal.print(
          "%15d  %7.0f  %10.3f  %11.3f  %5.2f  %10.1f",
          training.learned(),
          (training.learned() - before) / (passed - began),
          trained.mean(),
          tested.mean(),
          tested.bits(),
          tested.perplexity());
    }
    return points;
  }
}
