package dev.surprisal.samples.tumours;

import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.CrossValidation;
import dev.surprisal.samples.common.Progress;
import dev.surprisal.samples.common.Sample;
import dev.surprisal.samples.common.Table;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Trains with and without a weight, tells of it on the terminal, and draws what came of it. */
@Command(
    name = "tumours",
    showDefaultValues = true,
    description = "Is a tumour benign or malignant? And what does it cost to be wrong?")
final class Main extends Sample {
  static final CrossValidation VALIDATION = new CrossValidation(16, 1, 15, 2e-3);

  /** Cross-validations beside the first: few tumours are in doubt, and bins want some. */
  private static final int MORE = 9;

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    Table table = Table.read(Main.class, "tumours.csv");
    terminal.print("kernels           %s", Kernels.description());
    printSource(CostlyMalignantLoss.class);
    Predictions plain;
    Predictions weighted;
    Predictions plainOften;
    Predictions weightedOften;
    try (Progress bar = terminal.progress(2L * (1 + MORE) * VALIDATION.allEpochs())) {
      plain = predictions(table, new MalignantLoss(), seed, bar);
      weighted = predictions(table, new CostlyMalignantLoss(), seed, bar);
      plainOften = oftener(plain, table, new MalignantLoss(), bar);
      weightedOften = oftener(weighted, table, new CostlyMalignantLoss(), bar);
    }
    Predictions mended = weighted.withOddsDividedBy(CostlyMalignant.COST);
    terminal.print("");
    terminal.print("%d tumours, each by a network that did not learn from it:", table.rows());
    terminal.print("");
    terminal.print(
        "                          accuracy  missed  false alarms    nats  area below ROC");
    report("no weight", plain);
    report("positiveWeight = 5", weighted);
    report("the same, odds / 5", mended);
    terminal.print("");
    save(
        "reliability",
        Pictures.reliability(
            plainOften, weightedOften, weightedOften.withOddsDividedBy(CostlyMalignant.COST)));
    save("roc", Pictures.roc(plain, weighted));
    save("graded-targets", Pictures.gradedTargets());
  }

  /** With the predictions of networks from other seeds. */
  private Predictions oftener(
      Predictions first, Table table, LossFunction<float[], float[]> loss, Progress bar) {
    Predictions all = first;
    for (int more = 1; more <= MORE; more++) {
      all = all.plus(predictions(table, loss, seed + more, bar));
    }
    return all;
  }

  private static Predictions predictions(
      Table table, LossFunction<float[], float[]> loss, long seed, Progress bar) {
    float[] malignant = malignant(table);
    return Predictions.of(
        VALIDATION.outputs(table.inputs(), malignant, loss, seed, bar::step), malignant);
  }

  /** The table says 1 for what is benign. */
  static float[] malignant(Table table) {
    float[] targets = table.targets();
    for (int i = 0; i < targets.length; i++) {
      targets[i] = 1 - targets[i];
    }
    return targets;
  }

  private void report(String name, Predictions predictions) {
    terminal.print(
        "%-24s  %6.1f %%  %6d  %12d  %6.4f  %14.4f",
        name,
        100 * predictions.accuracy(),
        predictions.missed(),
        predictions.falseAlarms(),
        predictions.loss().mean(),
        predictions.areaBelowRoc());
  }
}
