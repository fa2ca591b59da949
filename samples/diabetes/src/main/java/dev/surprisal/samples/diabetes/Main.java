package dev.surprisal.samples.diabetes;

import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.CrossValidation;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;

/** Trains with unit and with learned variance, and holds their intervals to what they promise. */
@Command(
    name = "diabetes",
    mixinStandardHelpOptions = true,
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
    Forecasts unit =
        Forecasts.ofUnitVariance(outputs(UNIT, patients, new ProgressionLoss()), truth);
    Forecasts learned =
        Forecasts.ofLearnedVariance(
            outputs(LEARNED, patients, new UncertainProgressionLoss()), truth);
    terminal.print("");
    terminal.print("%d patients, each by a network that did not learn from them:", truth.length);
    terminal.print("");
    terminal.print("                           RMSE  nats per patient  within 90 %% intervals");
    report("unit variance", unit.rootMeanSquare(), unit.loss().mean(), unit);
    terminal.print(
        "%-24s  %5.1f  %16.3f",
        "the best for all", unit.rootMeanSquare(), unit.lossOfOneDeviation());
    report("learned variance", learned.rootMeanSquare(), learned.loss().mean(), learned);
    terminal.print("");
    save("intervals", Pictures.intervals(unit, learned));
    save("coverage", Pictures.coverage(unit, learned));
  }

  private float[] outputs(
      CrossValidation validation, Patients patients, LossFunction<float[], float[]> loss) {
    try (ProgressBar bar =
        terminal.progressBar((long) CrossValidation.FOLDS * validation.epochs())) {
      return validation.outputs(patients.inputs(), patients.progression(), loss, seed, bar::step);
    }
  }

  private void report(String name, double rootMeanSquare, double nats, Forecasts forecasts) {
    terminal.print(
        "%-24s  %5.1f  %16.3f  %19.1f %%",
        name, rootMeanSquare, nats, 100 * forecasts.coverage(Forecasts.NINE_TENTHS));
  }
}
