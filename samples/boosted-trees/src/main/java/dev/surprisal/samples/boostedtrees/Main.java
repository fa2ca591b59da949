package dev.surprisal.samples.boostedtrees;

import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Progress;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;
import picocli.CommandLine.Command;

/** Grows trees with one variance for all and with learned variances, and compares the intervals. */
@Command(
    name = "boosted-trees",
    showDefaultValues = true,
    description = "Boosted trees that say how sure they are")
final class Main extends Sample {
  private static final int FOLDS_OF_BOTH = 10;

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    terminal.print("kernels           %s", Kernels.description());
    printSource(UncertainProgressionLoss.class);
    Forecasts one;
    Forecasts learned;
    Patients patients = Patients.read();
    try (Progress bar = terminal.progress(FOLDS_OF_BOTH)) {
      one = Forecasts.ofOneVariance(patients, seed, bar::step);
      learned = Forecasts.ofLearnedVariance(patients, seed, bar::step);
    } catch (XGBoostError failed) {
      throw new IllegalStateException(failed);
    }
    terminal.print("");
    terminal.print("%d patients, each by trees that were not grown on them:", patients.count());
    terminal.print("");
    terminal.print("                      RMSE    nats  within 90 %%  within 50 %% intervals");
    report("one variance for all", one);
    report("learned variance", learned);
    terminal.print("");
    terminal.print("within 90 %% intervals, by how sure the trees are:");
    terminal.print("            give or take  one variance for all  learned variance");
    for (int number = 0; number < 3; number++) {
      int[] third = learned.third(number);
      terminal.print(
          "%-10s  %12.1f  %18.1f %%  %14.1f %%",
          List.of("most sure", "in between", "least sure").get(number),
          learned.meanDeviation(third),
          100 * one.coverage(Forecasts.NINE_TENTHS, third),
          100 * learned.coverage(Forecasts.NINE_TENTHS, third));
    }
    terminal.print("");
    save("intervals", Pictures.intervals(one, learned));
  }

  private void report(String name, Forecasts forecasts) {
    int[] all = IntStream.range(0, forecasts.count()).toArray();
    terminal.print(
        "%-20s  %4.1f  %6.3f  %9.1f %%  %8.1f %%",
        name,
        forecasts.rootMeanSquare(),
        forecasts.nats(),
        100 * forecasts.coverage(Forecasts.NINE_TENTHS, all),
        100 * forecasts.coverage(Forecasts.HALF, all));
  }
}
