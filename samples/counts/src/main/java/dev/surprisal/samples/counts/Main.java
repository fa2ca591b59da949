package dev.surprisal.samples.counts;

import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Insured;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Fits a Poisson and a negative binomial regression, and holds both to what came. */
@Command(
    name = "counts",
    showDefaultValues = true,
    description = "How often will people see a doctor in a year?")
final class Main extends Sample {

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    terminal.print("kernels           %s", Kernels.description());
    printSource(VaryingVisitsLoss.class);
    Forecasts forecasts = Forecasts.of(Insured.read(), seed);
    Forecast truth = forecasts.poisson();
    terminal.print("");
    terminal.print("%d people that neither model learned from:", truth.people());
    terminal.print("");
    terminal.print("                   nats    bits  no visit  10 and more  20 and more");
    report("Poisson", forecasts.poisson());
    report("negative binomial", forecasts.negativeBinomial());
    terminal.print(
        "%-17s                %8.0f  %11.0f  %11.0f",
        "as it was", truth.observed()[0], truth.observedFrom(10), truth.observedFrom(20));
    terminal.print("");
    save("visits", Pictures.visits(forecasts));
  }

  private void report(String name, Forecast forecast) {
    terminal.print(
        "%-17s  %5.3f  %6.3f  %8.0f  %11.1f  %11.1f",
        name,
        forecast.surprisal().mean(),
        forecast.surprisal().bits(),
        forecast.expected()[0],
        forecast.expectedFrom(10),
        forecast.expectedFrom(20));
  }
}
