package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.schedule.program.RowStep.*;

import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.schedule.program.Algorithm;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.Bounds;
import dev.surprisal.processor.schedule.program.RowStep;
import java.util.Optional;
import java.util.stream.Stream;

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
    if (options.isLogProbabilities()) {
      return LogProbabilities.of(options);
    }
    boolean isFocal = options.isFocal();
    if (options.hasTargetPerClass() || !options.hasPlainRows() || isFocal && options.hasZLoss()) {
      return new SoftmaxScheduler(options).algorithm();
    }
    CategoricalSteps steps = new CategoricalSteps(options);
    if (isFocal) {
      return steps.ofFocusedRows();
    }
    return options.hasZLoss() ? steps.ofPenalisedRows() : steps.ofRows();
  }

  private Algorithm ofRows() {
    return new Algorithm(
        loss(),
        residual(),
        derivatives(),
        prediction(),
        writing(LARGEST_LOGIT, STORE_EXP, INDICATOR_VARIANCE),
        Optional.of(new Bounds.OfCurvature(2)));
  }

  /** A z-loss bends the loss of a row as a whole, for which there is no primitive. */
  private Algorithm ofPenalisedRows() {
    Algorithm ofBlocks = new SoftmaxScheduler(options).algorithm();
    return new Algorithm(
        penalisedLoss(),
        penalisedResidual(),
        ofBlocks.derivatives(),
        prediction(),
        ofBlocks.curvature(),
        ofBlocks.bounds());
  }

  /** A function of the surprisal bends the loss of a row as well. */
  private Algorithm ofFocusedRows() {
    Algorithm ofBlocks = new SoftmaxScheduler(options).algorithm();
    return new Algorithm(
        focusedLoss(),
        focusedResidual(),
        ofBlocks.derivatives(),
        prediction(),
        ofBlocks.curvature(),
        ofBlocks.bounds(),
        ofBlocks.focus());
  }

  private static Body prediction() {
    return Body.eachRow(LARGEST_LOGIT, STORE_EXP, NORMALISE);
  }

  private Body loss() {
    return shortRows(
        reading(FIND_TARGET, SCALE_OF_ROW, SUM_SCALED_EXP, ADD_SURPRISAL_OF_TARGET),
        reading(READ_TARGET_LOGIT, LARGEST_LOGIT, SUM_EXP, ADD_LOG_SUM_EXP_MINUS_TARGET));
  }

  private Body penalisedLoss() {
    return shortRows(
        reading(
            FIND_TARGET,
            SCALE_OF_ROW,
            SUM_SCALED_EXP,
            LOG_SUM_SCALED_EXP,
            ADD_SURPRISAL_OF_TARGET,
            ADD_PENALTY),
        reading(
            READ_TARGET_LOGIT,
            LARGEST_LOGIT,
            SUM_EXP,
            LOG_SUM_EXP,
            ADD_LOG_SUM_EXP_MINUS_TARGET,
            ADD_PENALTY));
  }

  private Body focusedLoss() {
    return shortRows(
        reading(FIND_TARGET, SCALE_OF_ROW, SUM_SCALED_EXP, SURPRISAL_OF_TARGET, ADD_FOCUSED),
        reading(READ_TARGET_LOGIT, LARGEST_LOGIT, SUM_EXP, SURPRISAL_OF_ROW, ADD_FOCUSED));
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
            ADD_LOG_SUM_EXP_MINUS_TARGET,
            NORMALISE_MINUS_ONE_HOT));
  }

  private Body penalisedResidual() {
    return shortRows(
        writing(
            FIND_TARGET,
            STORE_SCALED_EXP_AND_KEEP_SCALE,
            SUM_OF_ROW,
            LOG_SUM_SCALED_EXP,
            ADD_SURPRISAL_OF_SHARE,
            ADD_PENALTY,
            PULLED_SHARES_MINUS_ONE_HOT),
        writing(
            READ_TARGET_LOGIT,
            LARGEST_LOGIT,
            STORE_EXP,
            LOG_SUM_EXP,
            ADD_LOG_SUM_EXP_MINUS_TARGET,
            ADD_PENALTY,
            NORMALISE_AND_PULL_MINUS_ONE_HOT));
  }

  private Body focusedResidual() {
    return shortRows(
        writing(
            FIND_TARGET,
            STORE_SCALED_EXP,
            SUM_OF_ROW,
            SURPRISAL_OF_SHARE,
            ADD_FOCUSED,
            SHARES_MINUS_ONE_HOT_IN_FOCUS),
        writing(
            READ_TARGET_LOGIT,
            LARGEST_LOGIT,
            STORE_EXP,
            SURPRISAL_OF_ROW,
            ADD_FOCUSED,
            NORMALISE_MINUS_ONE_HOT_IN_FOCUS));
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

  private static Body shortRows(Body.EachRow shortRow, Body.EachRow row) {
    return new Body.EachShortRow(shortRow.steps(), row);
  }

  private Body.EachRow reading(RowStep... steps) {
    return rows(SKIP_UNCOUNTED, steps);
  }

  private Body.EachRow writing(RowStep... steps) {
    return rows(CLEAR_UNCOUNTED, steps);
  }

  /** Steps of rows, after what passes over those that count for nothing. */
  private Body.EachRow rows(RowStep uncounted, RowStep... steps) {
    Stream<RowStep> before = options.leavesOutRows() ? Stream.of(uncounted) : Stream.of();
    return new Body.EachRow(Stream.concat(before, Stream.of(steps)).toList());
  }
}
