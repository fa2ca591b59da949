package dev.surprisal.samples.ownloss;

import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Insured;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Shows what the compiler derived from a formula, and fits it. */
@Command(
    name = "own-loss",
    showDefaultValues = true,
    description = "Do people see a doctor at all, and do they go again?")
final class Main extends Sample {

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    terminal.print("kernels           %s", Kernels.description());
    printSource(HurdleLoss.class);
    terminal.print("");
    printDerivation(HurdleLoss.class);
    Findings findings = Findings.of(Insured.read(), seed);
    terminal.print("");
    terminal.print("%.0f people that neither model learned from:", findings.hurdle().weight());
    terminal.print("");
    terminal.print("                    nats    bits");
    report("formula", findings.hurdle());
    report("negative binomial", findings.negativeBinomial());
    terminal.print("");
    terminal.print("by what people pay of a bill, by the formula and as it was:");
    terminal.print("");
    terminal.print("         who goes at all      visits of those who go");
    for (int i = 0; i < Findings.SHARES.size(); i++) {
      Care expected = findings.expected().get(i);
      Care observed = findings.observed().get(i);
      terminal.print(
          "%3d %%    %4.1f %%   %4.1f %%          %4.2f        %4.2f",
          Findings.SHARES.get(i),
          100 * expected.going(),
          100 * observed.going(),
          expected.visits(),
          observed.visits());
    }
    terminal.print("");
    save("care", Pictures.care(findings));
  }

  private void report(String name, LossValue surprisal) {
    terminal.print("%-17s  %5.3f  %6.3f", name, surprisal.mean(), surprisal.bits());
  }
}
