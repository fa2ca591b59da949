package dev.surprisal.samples.digits;

import dev.surprisal.runtime.kernel.Kernels;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains, tells of it on the terminal, and draws what came of it. */
@Command(
    name = "digits",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "A small network learns handwritten digits through a generated loss.")
final class Main implements Callable<Integer> {
  private final Terminal terminal = new Terminal();

  @Spec private CommandSpec spec;

  @Option(names = "--epochs", description = "how often all digits are learned from")
  private int epochs = 40;

  @Option(names = "--seed", description = "the same seed prints the same numbers")
  private long seed = 1;

  @Option(names = "--pictures", description = "the folder that pictures are written to")
  private Path pictures = target().resolve("pictures");

  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    int status = new CommandLine(new Main()).execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  @Override
  public Integer call() throws Exception {
    if (epochs < 1) {
      throw new ParameterException(
          spec.commandLine(), "--epochs = " + epochs + ": must be at least 1");
    }
    Training training = new Training(Digits.read(), seed);
    terminal.print("kernels           %s", Kernels.description());
    terminal.print("generated source  %s", generatedSource());
    terminal.print("");
    terminal.print("epoch  train nats  test nats  perplexity  accuracy");
    List<Training.Epoch> history = new ArrayList<>();
    try (ProgressBar bar = progressBar(training)) {
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
    Files.createDirectories(pictures);
    for (Path picture : new Pictures(pictures).draw(history, training.heldOut())) {
      terminal.print("picture           %s", picture);
    }
    return 0;
  }

  private ProgressBar progressBar(Training training) {
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax((long) epochs * training.batchesPerEpoch())
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(50)
        .setConsumer(terminal)
        .build();
  }

  /** Where the compiler put what the annotation processor wrote. */
  private static Path generatedSource() {
    String name = DigitHeadLoss.class.getName().replace('.', '/') + ".java";
    return target().resolve("generated-sources/annotations").resolve(name);
  }

  /** The build folder that the classes run from. */
  private static Path target() {
    try {
      Path classes =
          Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.getParent();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
