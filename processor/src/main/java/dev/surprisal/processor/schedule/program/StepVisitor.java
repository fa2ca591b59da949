package dev.surprisal.processor.schedule.program;

/**
 * What is done with a step of each kind.
 *
 * @param <R> what comes of it
 */
public interface StepVisitor<R> {
  /** Of a loop. */
  R compute(Step.Compute compute);

  /** Of a function. */
  R apply(Step.Apply apply);

  /** Of numbers that are repeated. */
  R spread(Step.Spread spread);

  /** Of a sum over each row. */
  R total(Step.Total total);

  /** Of what stands at classes. */
  R atTarget(Step.AtTarget atTarget);

  /** Of shares of components. */
  R shares(Step.Shares shares);

  /** Of functions that are computed together. */
  R applyTogether(Step.ApplyTogether applyTogether);

  /** Of one of two numbers for each value. */
  R choose(Step.Choose choose);

  /** Of surprisals of yes and no. */
  R logistic(Step.Logistic logistic);

  /** Of half squares. */
  R halfSquares(Step.HalfSquares halfSquares);

  /** Of a block that is added up. */
  R sum(Step.Sum sum);

  /** Of targets that are unknown. */
  R forgetUnknown(Step.ForgetUnknown forgetUnknown);

  /** Of rows that count for nothing. */
  R forgetIgnored(Step.ForgetIgnored forgetIgnored);

  /** Of weights. */
  R weigh(Step.Weigh weigh);
}
