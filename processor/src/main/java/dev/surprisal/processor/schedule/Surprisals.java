package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.RowWeights;
import dev.surprisal.processor.schedule.program.Surprisal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides how a class gives the surprisal of targets, beside the loss that it trains with. */
final class Surprisals {
  private final Options options;
  private final Options plain;
  private final Optional<Likelihood> likelihood;

  Surprisals(Family family, Options options) {
    this.options = options;
    this.plain = options.plain();
    this.likelihood = family.likelihood(plain);
  }

  /** Everything that surprisals of values are made of, if they stand by themselves. */
  Optional<Expr> expression() {
    return likelihood.flatMap(of -> of.constants().map(constants -> of.nll().plus(constants)));
  }

  /** The plan with a surprisal. */
  LossPlan addTo(LossPlan plan) {
    List<String> reasons = new ArrayList<>(options.shaping());
    if (leavesOutConstants()) {
      reasons.add("constants left out");
    }
    return reasons.isEmpty() ? plan : plan.with(surprisal(plan), String.join(", ", reasons));
  }

  private boolean leavesOutConstants() {
    return likelihood
        .map(of -> !expression().map(Forms::writtenOut).equals(Optional.of(Scheduler.loss(of))))
        .orElse(false);
  }

  private Surprisal surprisal(LossPlan plan) {
    RowWeights weights = Planner.rowWeights(plain);
    if (likelihood.isEmpty()) {
      return new Surprisal.Own(
          plan.of(rowByRow(SoftmaxScheduler.algorithm(plain).loss()), weights));
    }
    return expression()
        .<Surprisal>map(sum ->
            new Surprisal.Own(plan.of(Scheduler.sum(likelihood.get(), sum, weights), weights)))
        .orElse(new Surprisal.None());
  }

  /** Short rows by the loop that serves long ones too: reports need no more. */
  private static Body rowByRow(Body loss) {
    return loss instanceof Body.ByLength rows ? rows.otherwise() : loss;
  }
}
