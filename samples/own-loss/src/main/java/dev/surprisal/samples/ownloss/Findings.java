package dev.surprisal.samples.ownloss;

import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.samples.common.Insured;
import dev.surprisal.samples.common.LinearModel;
import dev.surprisal.samples.common.Split;
import java.util.List;
import java.util.Random;

/**
 * What came of it.
 *
 * @param hurdle the surprisal of the formula, for people that were not learned from
 * @param negativeBinomial that of a negative binomial regression
 * @param expected by the formula, for each of {@link #SHARES}
 * @param observed for each of them
 */
record Findings(
    LossValue hurdle, LossValue negativeBinomial, List<Care> expected, List<Care> observed) {
  /** What the plans of the experiment let people pay of a bill, in per cent. */
  static final List<Long> SHARES = List.of(0L, 25L, 50L, 95L, 100L);

  /** Fits to four fifths of the people. */
  static Findings of(Insured people, long seed) {
    Split split = Split.of(people.count(), new Random(seed));
    Insured learned = people.of(split.learnedRows());
    Insured standard = learned.standardisedBy(learned);
    Insured heldOut = people.of(split.heldOut()).standardisedBy(learned);
    LinearModel model = fitted(standard, new HurdleLoss());
    return new Findings(
        surprisal(model, heldOut, new HurdleLoss()),
        surprisal(fitted(standard, new VaryingVisitsLoss()), heldOut, new VaryingVisitsLoss()),
        SHARES.stream().map(share -> Care.expected(model, people, share, learned)).toList(),
        SHARES.stream().map(share -> Care.observed(people, share)).toList());
  }

  private static LinearModel fitted(Insured people, NewtonLoss<float[], float[]> loss) {
    return LinearModel.fitted(people.inputs(), people.visits(), 2, loss);
  }

  private static LossValue surprisal(
      LinearModel model, Insured people, NewtonLoss<float[], float[]> loss) {
    return loss.surprisal(model.outputs(people.inputs()), people.visits());
  }
}
