package dev.surprisal.samples.attributes;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Progress;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** Trains four Bernoullis and a softmax, and holds what they say to the truth. */
@Command(
    name = "attributes",
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
    int[] heldOut = training.heldOut(digits);
    Said truth = Said.truth(heldOut);
    Said each =
        Said.independently(train(training, digits, new AttributesLoss(), Targets::each), heldOut);
    float[] shares = train(training, digits, new OneAttributeLoss(), Targets::shares);
    Said one = Said.exclusively(shares, heldOut);
    Said decoded = one.cutBest();
    terminal.print("");
    terminal.print("%d digits that were held out, %% said rightly:", heldOut.length);
    terminal.print("");
    terminal.print(
        "               four Bernoullis  a softmax, cut at 0.50  at %.2f", decoded.cut());
    for (Attribute attribute : Attribute.values()) {
      report(
          attribute.title(),
          each.accuracy(attribute),
          one.accuracy(attribute),
          decoded.accuracy(attribute));
    }
    report("all of them", each.accuracyOfAll(), one.accuracyOfAll(), decoded.accuracyOfAll());
    terminal.print("");
    save("together", Pictures.together(truth, each, one));
    save("some-digits", Pictures.ofSomeDigits(each, one));
  }

  private float[] train(
      Training training,
      Digits digits,
      ArrayLossFunction<float[], float[]> loss,
      Function<int[], float[]> targets) {
    try (Progress bar = terminal.progress(training.epochs())) {
      return training.train(digits, loss, targets, bar::step);
    }
  }

  private void report(String name, double each, double one, double decoded) {
    terminal.print("%-12s  %16.1f  %22.1f  %7.1f", name, 100 * each, 100 * one, 100 * decoded);
  }
}
