package dev.surprisal.samples.manyheads;

import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Progress;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains, tells of each head on the terminal, and draws how its loss falls. */
@Command(
    name = "many-heads",
    showDefaultValues = true,
    description = "What the upper half of a digit says: which it is, a loop or not, ink below.")
final class Main extends Sample {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "how often all digits are learned from")
  private int epochs = 30;

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    requirePositive("--epochs", epochs);
    Training training = new Training(Digits.read(), seed);
    terminal.print("kernels           %s", Kernels.description());
    printSource(GlimpseLoss.class);
    terminal.print("");
    terminal.print("held out, nats per digit:");
    terminal.print("epoch   which digit   closed loop     ink below   weighted total");
    List<Training.Epoch> history = new ArrayList<>();
    try (Progress bar = terminal.progress(epochs)) {
      for (int number = 1; number <= epochs; number++) {
        Training.Epoch epoch = training.epoch(number);
        history.add(epoch);
        GlimpseLoss.Values tested = epoch.tested();
        terminal.print(
            "%5d  %12.4f  %12.4f  %12.4f  %15.4f",
            number,
            tested.digit().mean(),
            tested.loop().mean(),
            tested.ink().mean(),
            tested.weightedTotal().mean());
        bar.step();
      }
    }
    Report report = training.report();
    terminal.print("");
    terminal.print("which digit       %.1f %% right, from its upper half", 100 * report.digits());
    terminal.print("closed loop       %.1f %% right", 100 * report.loops());
    terminal.print(
        "ink below         give or take %.3f rows of ink; %.3f, had one said the mean",
        report.ink(), report.inkOfAMean());
    save("learning-curves", Pictures.learningCurves(history));
  }
}
