package dev.surprisal.samples.attributes;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;

/** Trains four Bernoullis and a softmax, and holds what they say to the truth. */
@Command(
    name = "attributes",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Is a digit even, is it prime, has it a closed loop, is it at least five?")
final class Main extends Sample {
  private static final int EPOCHS = 30;

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    Digits digits = Digits.read();
    Training training = new Training(EPOCHS, seed);
    terminal.print("kernels           %s", Kernels.description());
    printSource(AttributesLoss.class);
    Said each = train(training, digits, new AttributesLoss(), Targets::each);
    Said one = train(training, digits, new OneAttributeLoss(), Targets::shares);
    Said truth = Said.truth(training.heldOut(digits));
    terminal.print("");
    terminal.print("%d digits that were held out, %% said rightly:", truth.digits().length);
    terminal.print("");
    terminal.print("               four Bernoullis  a softmax");
    for (Attribute attribute : Attribute.values()) {
      report(attribute.title(), each.accuracy(attribute), one.accuracy(attribute));
    }
    report("all of them", each.accuracyOfAll(), one.accuracyOfAll());
    terminal.print("");
    save("together", Pictures.together(truth, each, one));
    save("some-digits", Pictures.ofSomeDigits(each, one));
  }

  private Said train(
      Training training,
      Digits digits,
      ArrayLossFunction<float[], float[]> loss,
      Function<int[], float[]> targets) {
    try (ProgressBar bar = terminal.progressBar(training.epochs())) {
      return training.train(digits, loss, targets, bar::step);
    }
  }

  private void report(String name, double each, double one) {
    terminal.print("%-12s  %16.1f  %9.1f", name, 100 * each, 100 * one);
  }
}
