package dev.surprisal.samples.djldigits;

import ai.djl.engine.Engine;
import ai.djl.training.loss.L2Loss;
import ai.djl.training.loss.Loss;
import dev.surprisal.djl.GeneratedLoss;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Progress;
import dev.surprisal.samples.common.Sample;
import dev.surprisal.samples.common.Split;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** Completes digits by DJL's own loss and by a generated one, which learns where it is not sure. */
@Command(
    name = "djl-digits",
    showDefaultValues = true,
    description = "A network of DJL completes digits of which it sees the upper half.")
final class Main extends Sample {
  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    Digits digits = Digits.read();
    Split split = Split.of(digits.count(), new Random(seed));
    Halves halves = Halves.of(digits, new Random(seed));
    Halves learned = halves.select(split.learnedRows());
    Halves heldOut = halves.select(split.heldOut());
    terminal.print("engine            %s", Engine.getInstance().getEngineName());
    terminal.print("kernels           %s", Kernels.description());
    printSource(LowerHalfLoss.class);
    Forecast one =
        Forecast.withOneVariance(
            outputs(new L2Loss(), Halves.PIXELS, learned, heldOut), heldOut.lower());
    Forecast each =
        new Forecast(
            outputs(new GeneratedLoss(new LowerHalfLoss()), 2 * Halves.PIXELS, learned, heldOut),
            heldOut.lower());
    terminal.print("");
    terminal.print("%d digits that the networks never saw:", heldOut.count());
    terminal.print("");
    terminal.print("                      error  bits per pixel  within 90 %% intervals");
    report("one variance for all", one);
    report("learned variance", each);
    terminal.print("");
    save("completed", Completed.draw(heldOut, each, firstOfEach(digits.select(split.heldOut()))));
    save("sureness", Pictures.sureness(one, each));
  }

  /** The first 0, the first 1, and so on. */
  static int[] firstOfEach(Digits digits) {
    return IntStream.range(0, 10)
        .map(digit ->
            IntStream.range(0, digits.count())
                .filter(i -> digits.labels()[i] == digit)
                .findFirst()
                .orElseThrow())
        .toArray();
  }

  private float[] outputs(Loss loss, int outputs, Halves learned, Halves heldOut)
      throws IOException {
    try (Progress bar = terminal.progress(Completion.EPOCHS)) {
      return Completion.outputs(loss, outputs, learned, heldOut, seed, bar::step);
    }
  }

  private void report(String name, Forecast forecast) {
    terminal.print(
        "%-20s  %5.3f  %14.2f  %19.1f %%",
        name,
        forecast.rootMeanSquare(forecast.all()),
        forecast.bitsPerPixel(),
        100 * forecast.coverage(forecast.all()));
  }
}
