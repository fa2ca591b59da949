package dev.surprisal.samples.survival;

import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Fits survival curves to times of which some were outlived, and holds them to Kaplan-Meier's. */
@Command(
    name = "survival",
    showDefaultValues = true,
    description = "How long does a remission last, if some have not ended?")
final class Main extends Sample {

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    terminal.print("kernels           %s", Kernels.description());
    printSource(RemissionLoss.class);
    terminal.print("");
    terminal.print("%42s", "Weibull");
    terminal.print("                  patients  relapses  scale  shape  median  Kaplan-Meier's");
    report("placebo", Patients.givenPlacebo());
    Patients treated = Patients.givenMercaptopurine();
    report("6-mercaptopurine", treated);
    report("  taken for seen", treated.allTakenForSeen());
    report("  relapsed alone", treated.relapsedAlone());
    terminal.print("");
    terminal.print("nats per patient   Weibull  log-normal");
    compare("placebo", Patients.givenPlacebo());
    compare("6-mercaptopurine", treated);
    terminal.print("");
    save("remissions", Pictures.remissions());
  }

  private void report(String name, Patients patients) {
    Fit fit = Fit.of(new RemissionLoss(), patients);
    terminal.print(
        "%-16s  %8d  %8d  %5.2f  %5.3f  %6.1f  %14.0f",
        name,
        patients.count(),
        patients.relapses(),
        fit.parameters()[0],
        fit.parameters()[1],
        fit.median(),
        KaplanMeier.of(patients).median());
  }

  private void compare(String name, Patients patients) {
    terminal.print(
        "%-17s  %7.4f  %10.4f",
        name,
        Fit.of(new RemissionLoss(), patients).surprisal().mean(),
        Fit.of(new LogNormalRemissionLoss(), patients).surprisal().mean());
  }
}
