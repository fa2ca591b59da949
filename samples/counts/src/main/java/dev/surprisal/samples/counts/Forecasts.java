package dev.surprisal.samples.counts;

import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.samples.common.Insured;
import dev.surprisal.samples.common.LinearModel;
import dev.surprisal.samples.common.Split;
import java.util.Random;

/**
 * Both regressions, of the same people.
 *
 * @param poisson by a mean for each person
 * @param negativeBinomial by a mean and a shape for each person
 */
record Forecasts(Forecast poisson, Forecast negativeBinomial) {

  /** Fits to four fifths of the people, and foretells the visits of the others. */
  static Forecasts of(Insured people, long seed) {
    Split split = Split.of(people.count(), new Random(seed));
    Insured learned = people.of(split.learnedRows());
    Insured heldOut = people.of(split.heldOut()).standardisedBy(learned);
    Insured standard = learned.standardisedBy(learned);
    return new Forecasts(
        forecast(standard, heldOut, 1, new VisitsLoss()),
        forecast(standard, heldOut, 2, new VaryingVisitsLoss()));
  }

  private static Forecast forecast(
      Insured learned, Insured heldOut, int outputs, NewtonLoss<float[], float[]> loss) {
    LinearModel model = LinearModel.fitted(learned.inputs(), learned.visits(), outputs, loss);
    return Forecast.of(loss, model.outputs(heldOut.inputs()), heldOut.visits());
  }
}
