package dev.surprisal.samples.digits;

import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Progress;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains, tells of it on the terminal, and draws what came of it. */
@Command(
    name = "digits",
    showDefaultValues = true,
    description = "A small network learns handwritten digits through a generated loss.")
final class Main extends Sample {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "how often all digits are learned from")
  private int epochs = 40;

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    requirePositive("--epochs", epochs);
    Training training = new Training(Digits.read(), seed);
    terminal.print("kernels           %s", Kernels.description());
    printSource(DigitHeadLoss.class);
    terminal.print("");
    terminal.print("epoch  train nats  test nats  perplexity  accuracy");
    List<Training.Epoch> history = new ArrayList<>();
    try (Progress bar = terminal.progress((long) epochs * training.batchesPerEpoch())) {
      for (int number = 1; number <= epochs; number++) {
        Training.Epoch epoch = training.epoch(number, bar::step);
        history.add(epoch);
        terminal.print(
            "%5d  %10.4f  %9.4f  %10.4f  %6.1f %%",
            number,
            epoch.trained().mean(),
            epoch.tested().loss().mean(),
            epoch.tested().loss().perplexity(),
            100 * epoch.tested().accuracy());
      }
    }
    Evaluation last = history.get(history.size() - 1).tested();
    terminal.print("");
    terminal.print(
        "test accuracy     %.1f %% of %d digits that it never saw",
        100 * last.accuracy(), training.heldOut().count());
    save("learning-curves", Pictures.learningCurves(history));
    save("confusion", Pictures.confusion(last));
    save("most-surprising", MostSurprising.draw(last, training.heldOut()));
  }
}
