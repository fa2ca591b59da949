package dev.surprisal.samples.diabetes;

import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.CrossValidation;
import dev.surprisal.samples.common.Progress;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Trains with unit and with learned variance, and holds their intervals to what they promise. */
@Command(
    name = "diabetes",
    showDefaultValues = true,
    description = "How far will a disease have gone in a year, give or take how much?")
final class Main extends Sample {
  private static final int UNITS = 16;
  private static final int EPOCHS = 10;
  private static final double LEARNING_RATE = 2e-3;

  /** With a mean for each patient. */
  static final CrossValidation UNIT = new CrossValidation(UNITS, 1, EPOCHS, LEARNING_RATE);

  /** With a mean and a log-variance. */
  static final CrossValidation LEARNED = new CrossValidation(UNITS, 2, EPOCHS, LEARNING_RATE);

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    Patients patients = Patients.read();
    float[] truth = patients.progression();
    terminal.print("kernels           %s", Kernels.description());
    printSource(UncertainProgressionLoss.class);
    float[] means = outputs(UNIT, patients, new ProgressionLoss());
    float[] meansAndVariances = outputs(LEARNED, patients, new UncertainProgressionLoss());
    Forecasts unit = Forecasts.ofUnitVariance(means, truth);
    Forecasts one = Forecasts.ofOneVariance(means, truth);
    Forecasts learned = Forecasts.ofLearnedVariance(meansAndVariances, truth);
    terminal.print("");
    terminal.print("%d patients, each by a network that did not learn from them:", truth.length);
    terminal.print("");
    terminal.print("                   RMSE    nats  within 90 %%  within 50 %% intervals");
    report("unit variance", unit);
    report("the best for all", one);
    report("learned variance", learned);
    terminal.print("");
    terminal.print("within 90 %% intervals, by how sure the network is:");
    terminal.print(
        "                 give or take  unit variance  the best for all  learned variance");
    for (int number = 0; number < 3; number++) {
      int[] third = learned.third(number);
      terminal.print(
          "%-15s  %12.1f  %11.1f %%  %14.1f %%  %14.1f %%",
          List.of("most sure", "in between", "least sure").get(number),
          learned.meanDeviation(third),
          100 * unit.coverage(Forecasts.NINE_TENTHS, third),
          100 * one.coverage(Forecasts.NINE_TENTHS, third),
          100 * learned.coverage(Forecasts.NINE_TENTHS, third));
    }
    terminal.print("");
    save("intervals", Pictures.intervals(unit, learned));
    save("coverage", Pictures.coverage(unit, one, learned));
  }

  private float[] outputs(
      CrossValidation validation, Patients patients, LossFunction<float[], float[]> loss) {
    try (Progress bar = terminal.progress(validation.allEpochs())) {
      return validation.outputs(patients.inputs(), patients.progression(), loss, seed, bar::step);
    }
  }

  private void report(String name, Forecasts forecasts) {
    terminal.print(
        "%-16s  %5.1f  %6.3f  %9.1f %%  %8.1f %%",
        name,
        forecasts.rootMeanSquare(),
        forecasts.loss().mean(),
        100 * forecasts.coverage(Forecasts.NINE_TENTHS),
        100 * forecasts.coverage(Forecasts.HALF));
  }
}
