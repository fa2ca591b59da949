package dev.surprisal.benchmark;

import dev.surprisal.linear.LinearLossFunction;
import java.util.Locale;
import java.util.function.BiFunction;

/** The residuals that a linear head takes for 0. */
enum Negligible {
  NONE("", HeadsTokensLoss::new),
  MILLIONTH(", negligible = 1e-6", HeadsTokensToAMillionthLoss::new),
  HUNDRED_THOUSANDTH(", negligible = 1e-5", HeadsTokensToAHundredThousandthLoss::new);

  /** As a table shows it, behind the name of the contender. */
  final String title;

  private final BiFunction<Integer, Integer, LinearLossFunction<int[]>> loss;

  Negligible(String title, BiFunction<Integer, Integer, LinearLossFunction<int[]>> loss) {
    this.title = title;
    this.loss = loss;
  }

  /** A loss that does so. */
  LinearLossFunction<int[]> loss(int inputs, int classes) {
    return loss.apply(inputs, classes);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
