package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.schedule.program.RowStep.*;

import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.schedule.program.Algorithm;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.Bounds;
import dev.surprisal.processor.schedule.program.RowStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arithmetic of a categorical head, in one of three ways. Where a row's target is one class and
 * its logits lie side by side, primitives on the row. Where each class has its own target, or its
 * logit has to be capped or fetched from afar, a program of blocks. Log-probabilities need neither
 * exp nor log.
 */
public final class CategoricalSteps {
  private final Options options;

  private CategoricalSteps(Options options) {
    this.options = options;
  }

  /** The methods of a head. */
  public static Algorithm of(Options options) {
    CategoricalSteps steps = new CategoricalSteps(options);
    if (options.isLogProbabilities()) {
      return LogProbabilities.of(options);
    }
    return options.hasTargetPerClass() || !options.hasPlainRows()
        ? new SoftmaxScheduler(options).algorithm()
        : steps.ofRows();
  }

  /** A z-loss bends the loss of a row as a whole, for which there is no primitive. */
  private Algorithm ofRows() {
    Algorithm ofBlocks = new SoftmaxScheduler(options).algorithm();
    return new Algorithm(
        loss(),
        residual(),
        options.hasZLoss() ? ofBlocks.derivatives() : derivatives(),
        Body.eachRow(LARGEST_LOGIT, STORE_EXP, NORMALISE),
        options.hasZLoss()
            ? ofBlocks.curvature()
            : writing(LARGEST_LOGIT, STORE_EXP, INDICATOR_VARIANCE),
        options.hasZLoss() ? ofBlocks.bounds() : Optional.of(new Bounds.OfCurvature(2)));
  }

  private Body loss() {
    return shortRows(
        reading(FIND_TARGET, SCALE_OF_ROW, SUM_SCALED_EXP, ADD_SURPRISAL_OF_TARGET),
        reading(
            READ_TARGET_LOGIT,
            LARGEST_LOGIT,
            SUM_EXP,
            LOG_SUM_EXP,
            ADD_LOG_SUM_EXP_MINUS_TARGET,
            ADD_LOG_SUM_EXP_MINUS_TARGET_AND_PENALTY));
  }

  private Body residual() {
    return shortRows(
        writing(
            FIND_TARGET,
            STORE_SCALED_EXP,
            SUM_OF_ROW,
            ADD_SURPRISAL_OF_SHARE,
            SHARES_MINUS_ONE_HOT),
        writing(
            READ_TARGET_LOGIT,
            LARGEST_LOGIT,
            STORE_EXP,
            LOG_SUM_EXP,
            ADD_LOG_SUM_EXP_MINUS_TARGET,
            ADD_LOG_SUM_EXP_MINUS_TARGET_AND_PENALTY,
            NORMALISE_MINUS_ONE_HOT,
            NORMALISE_AND_PULL_MINUS_ONE_HOT));
  }

  private Body derivatives() {
    return shortRows(
        rows(
            CLEAR_BOTH_UNCOUNTED,
            FIND_TARGET,
            STORE_SCALED_EXP,
            SUM_OF_ROW,
            ADD_SURPRISAL_OF_SHARE,
            STORE_VARIANCE_OF_SHARES,
            SHARES_MINUS_ONE_HOT),
        rows(
            CLEAR_BOTH_UNCOUNTED,
            READ_TARGET_LOGIT,
            LARGEST_LOGIT,
            STORE_EXP,
            ADD_LOG_SUM_EXP_MINUS_TARGET,
            STORE_INDICATOR_VARIANCE,
            NORMALISE_MINUS_ONE_HOT));
  }

  /** A z-loss asks for the log-sum-exp of a row, which the share of its target does not tell. */
  private Body shortRows(Body.EachRow shortRow, Body.EachRow row) {
    return options.hasZLoss() ? row : new Body.EachShortRow(shortRow.steps(), row);
  }

  private Body.EachRow reading(RowStep... steps) {
    return rows(SKIP_UNCOUNTED, steps);
  }

  private Body.EachRow writing(RowStep... steps) {
    return rows(CLEAR_UNCOUNTED, steps);
  }

  /** Rows that count, and of the steps those that the options ask for. */
  private Body.EachRow rows(RowStep uncounted, RowStep... steps) {
    List<RowStep> asked = new ArrayList<>();
    if (options.leavesOutRows()) {
      asked.add(uncounted);
    }
    for (RowStep step : steps) {
      boolean isAsked =
          switch (step) {
            case LOG_SUM_EXP,
                ADD_LOG_SUM_EXP_MINUS_TARGET_AND_PENALTY,
                NORMALISE_AND_PULL_MINUS_ONE_HOT ->
                options.hasZLoss();
            case ADD_LOG_SUM_EXP_MINUS_TARGET, NORMALISE_MINUS_ONE_HOT -> !options.hasZLoss();
            default -> true;
          };
      if (isAsked) {
        asked.add(step);
      }
    }
    return new Body.EachRow(List.copyOf(asked));
  }
}
