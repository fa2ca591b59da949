package dev.surprisal.samples.nextword;

import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains, tells of it on the terminal, writes a few sentences, and draws the curves. */
@Command(
    name = "next-word",
    showDefaultValues = true,
    description = "A small language model learns real text through a generated linear head.")
final class Main extends Sample {
  private static final int LINES = 15;
  private static final int SENTENCES = 5;
  private static final double MEBIBYTE = 1 << 20;

  /** What the machine whose numbers the README has learned in two minutes. */
  static final long README_WORDS = 542_720;

  @Option(names = "--minutes", paramLabel = "N", description = "how long it learns")
  private double minutes = 2;

  @Option(
      names = "--words",
      paramLabel = "N",
      description = "learns from so many words instead, however long that takes")
  private Long words;

  @Option(names = "--threads", paramLabel = "N", description = "threads that work on a batch")
  private int threads = Runtime.getRuntime().availableProcessors();

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    requirePositive("--minutes", minutes);
    if (words != null) {
      requirePositive("--words", words);
    }
    requirePositive("--threads", threads);
    terminal.print("kernels      %s", Kernels.description());
    printSource(NextWordLoss.class);
    Corpus corpus = Corpus.read();
    CountingModels counts = new CountingModels(corpus.training());
    Network network = new Network(counts, seed, threads);
    Training training = new Training(network, corpus, seed);
    terminal.print(
        "text         %,d words to learn from, %,d unseen; %,d in the vocabulary, %.1f %% rare",
        Corpus.predicted(corpus.training()),
        training.unseen().size(),
        Vocabulary.SIZE,
        100 * training.unseen().shareOf(Vocabulary.RARE));
    LossValue bigrams = counts.bigrams(training.unseen());
    report("unigrams", counts.unigrams(training.unseen()));
    report("bigrams", bigrams);
    terminal.print("");
    List<Point> points = learn(training);
    LossValue last = network.test(training.unseen());
    report("network", last);
    LossValue together = new Mixture(network, counts).test(training.unseen());
    report("half, half", together);
    terminal.print(
        "             %.2f times the perplexity of bigrams, which have seen all of the text; with"
            + " them, half and half, %.2f times",
        last.perplexity() / bigrams.perplexity(), together.perplexity() / bigrams.perplexity());
    terminal.print(
        "memory       %.0f MiB for the logits of a batch and their gradients, had they been kept;"
            + " tiles of 32 MiB were",
        2 * 4 * Training.BATCH * (double) Vocabulary.SIZE / MEBIBYTE);
    terminal.print("");
    terminal.print("Three words | how the network goes on:");
    Writer writer = new Writer(network, corpus.vocabulary(), seed);
    for (int i = 0; i < SENTENCES; i++) {
      terminal.print("  %s", writer.goOn(corpus.validation()[i]));
    }
    terminal.print("");
    Batch sample = training.sample();
    save(
        "learning-curves",
        Picture.draw(points, counts.unigrams(sample).mean(), counts.bigrams(sample).mean()));
  }

  private void report(String model, LossValue value) {
    terminal.print(
        "%-12s perplexity %8.1f, %.3f nats, %.3f bits per unseen word",
        model, value.perplexity(), value.mean(), value.bits());
  }

  /** Learns until its budget is spent, tests not counted, and prints some lines on the way. */
  private List<Point> learn(Training training) {
    Budget budget = words == null ? Budget.ofMinutes(minutes) : Budget.ofWords(words);
    List<Point> points = new ArrayList<>();
    terminal.print("some unseen words (%,d) after each line:", training.sample().size());
    terminal.print("  words learned  words/s  train nats  unseen nats   bits  perplexity");
    double seconds = 0;
    double part = 0;
    while (part < 1) {
      double began = seconds;
      double until = Math.min(1, part + 1.0 / LINES);
      long before = training.learned();
      LossValue trained = LossValue.ZERO;
      while (part < until) {
        long start = System.nanoTime();
        trained = trained.plus(training.step(part));
        seconds += (System.nanoTime() - start) * 1e-9;
        part = budget.spent(seconds, training.learned());
      }
      LossValue tested = training.test();
      points.add(new Point(training.learned(), trained.mean(), tested.mean()));
      terminal.print(
          "%,15d  %,7.0f  %10.3f  %11.3f  %5.2f  %10.1f",
          training.learned(),
          (training.learned() - before) / (seconds - began),
          trained.mean(),
          tested.mean(),
          tested.bits(),
          tested.perplexity());
    }
    terminal.print("");
    terminal.print(
        "learned      %,d words in %.1f minutes, %,.0f a second",
        training.learned(), seconds / 60, training.learned() / seconds);
    terminal.print(
        "README       %,d words in 2 minutes, %,d a second", README_WORDS, README_WORDS / 120);
    return points;
  }
}
