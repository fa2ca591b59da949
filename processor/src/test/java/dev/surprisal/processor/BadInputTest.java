package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.surprisal.processor.family.Family;
import dev.surprisal.processor.family.Wording;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments that do not fit are named, and nothing is written before they are found. */
class BadInputTest {
  private static final int ROWS = 4;
  private static final double UNTOUCHED = 42;

  static List<LossUnderTest> losses() {
    return LossUnderTest.all();
  }

  /** One output is always a whole row. */
  static List<LossUnderTest> lossesOfLongerRows() {
    return losses().stream().filter(loss -> loss.size() > 1).toList();
  }

  /** Class indices are never of the type of what is written. */
  static List<LossUnderTest> lossesOfRealTargets() {
    return losses().stream().filter(loss -> !loss.isCategorical()).toList();
  }

  /**
   * A batch that is right, to be made wrong in one place, and the arrays that must stay as they
   * are.
   */
  private static final class Batch {
    final LossUnderTest loss;
    Object outputs;
    Object targets;
    Object written;
    double[] losses = filled(ROWS);

    Batch(LossUnderTest loss) {
      this.loss = loss;
      outputs = loss.reals(new double[ROWS * loss.size()]);
      targets = loss.targets(new double[ROWS * loss.targetSize()]);
      written = loss.reals(filled(ROWS * loss.size()));
    }

    /** Each method that reads targets refuses them with a message that contains all parts. */
    void targetsAreRefused(String... parts) {
      refuses(() -> loss.loss().forward(outputs, targets), parts);
      refuses(() -> loss.loss().forwardBackward(outputs, targets, written), parts);
      refuses(() -> loss.loss().forwardBackward(outputs, targets, written, 3), parts);
      refuses(() -> loss.loss().curvature(outputs, targets, written), parts);
      refuses(() -> loss.loss().perExample(outputs, targets, losses), parts);
    }

    void refuses(ThrowingCallable call, String... parts) {
      assertThatIllegalArgumentException().isThrownBy(call).withMessageContainingAll(parts);
      assertThat(LossUnderTest.doubles(written)).containsOnly(UNTOUCHED);
      assertThat(losses).containsOnly(UNTOUCHED);
    }
  }

  private static double[] filled(int length) {
    double[] values = new double[length];
    Arrays.fill(values, UNTOUCHED);
    return values;
  }

  private static Wording names(LossUnderTest loss) {
    return Family.of(loss.declared().distribution()).wording();
  }

  /** A bad target in the last row is found before the first row is written. */
  @ParameterizedTest
  @MethodSource("losses")
  void badTargets(LossUnderTest loss) {
    Batch batch = new Batch(loss);
    int last = ROWS * loss.targetSize() - 1;
    String place = names(loss).targets() + "[" + last + "] = ";
    double[] bad =
        switch (loss.declared().distribution()) {
          case CATEGORICAL -> new double[] {-1, loss.size(), -100};
          case BERNOULLI, PRODUCT_OF_BERNOULLIS ->
              new double[] {-0.25, 1.5, Double.NaN, Double.POSITIVE_INFINITY};
          case GAUSSIAN ->
              new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        };
    String range =
        switch (loss.declared().distribution()) {
          case CATEGORICAL -> "0.." + (loss.size() - 1);
          case BERNOULLI, PRODUCT_OF_BERNOULLIS -> "0..1";
          case GAUSSIAN -> "finite";
        };
    for (double value : bad) {
      double[] targets = new double[last + 1];
      targets[last] = value;
      batch.targets = loss.targets(targets);
      String text = loss.isCategorical() ? String.valueOf((int) value) : String.valueOf(value);
      batch.targetsAreRefused(place + text, "row " + (ROWS - 1), range);
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void targetsOfAnotherLength(LossUnderTest loss) {
    Batch batch = new Batch(loss);
    int right = ROWS * loss.targetSize();
    for (int length : new int[] {0, right - 1, right + 1}) {
      batch.targets = loss.targets(new double[length]);
      batch.targetsAreRefused(names(loss).targets(), "length " + length, "must be " + right);
    }
  }

  @ParameterizedTest
  @MethodSource("lossesOfLongerRows")
  void outputsThatAreNoWholeRows(LossUnderTest loss) {
    Batch batch = new Batch(loss);
    int length = ROWS * loss.size() - 1;
    batch.outputs = loss.reals(new double[length]);
    String[] parts = {names(loss).outputs(), "length " + length, "multiple of " + loss.size()};
    batch.targetsAreRefused(parts);
    batch.refuses(() -> loss.loss().predict(batch.outputs, batch.written), parts);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void writtenArraysOfAnotherLength(LossUnderTest loss) {
    Batch batch = new Batch(loss);
    int right = ROWS * loss.size();
    batch.written = loss.reals(filled(right + 1));
    batch.losses = filled(ROWS - 1);
    String gradients = "gradients: length " + (right + 1) + ", must be " + right;
    Object outputs = batch.outputs;
    Object targets = batch.targets;
    batch.refuses(() -> loss.loss().forwardBackward(outputs, targets, batch.written), gradients);
    batch.refuses(() -> loss.loss().forwardBackward(outputs, targets, batch.written, 3), gradients);
    batch.refuses(() -> loss.loss().curvature(outputs, targets, batch.written), "hessian: length");
    batch.refuses(() -> loss.loss().predict(outputs, batch.written), names(loss).predictions());
    batch.refuses(
        () -> loss.loss().perExample(outputs, targets, batch.losses),
        "losses: length " + (ROWS - 1) + ", must be " + ROWS);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void denominatorsThatDivideNothing(LossUnderTest loss) {
    Batch batch = new Batch(loss);
    for (double denominator :
        new double[] {0, -1, 1e-40, 1e40, Double.NaN, Double.POSITIVE_INFINITY}) {
      batch.refuses(
          () ->
              loss.loss().forwardBackward(batch.outputs, batch.targets, batch.written, denominator),
          "denominator = " + denominator);
    }
  }

  @ParameterizedTest
  @MethodSource("lossesOfRealTargets")
  void targetsAreNeverOverwritten(LossUnderTest loss) {
    Batch batch = new Batch(loss);
    Object targets = batch.targets;
    batch.refuses(
        () -> loss.loss().forwardBackward(batch.outputs, targets, targets), "gradients", "targets");
    batch.refuses(
        () -> loss.loss().forwardBackward(batch.outputs, targets, targets, 3), "gradients");
    batch.refuses(() -> loss.loss().curvature(batch.outputs, targets, targets), "hessian");
    if (targets instanceof double[] doubles && loss.size() == 1) {
      batch.refuses(() -> loss.loss().perExample(batch.outputs, targets, doubles), "losses");
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void nullsAreNamed(LossUnderTest loss) {
    Batch batch = new Batch(loss);
    assertThatNullPointerException()
        .isThrownBy(() -> loss.loss().forward(null, batch.targets))
        .withMessage(names(loss).outputs());
    assertThatNullPointerException()
        .isThrownBy(() -> loss.loss().forward(batch.outputs, null))
        .withMessage(names(loss).targets());
    assertThatNullPointerException()
        .isThrownBy(() -> loss.loss().forwardBackward(batch.outputs, batch.targets, null))
        .withMessage("gradients");
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theLimitsOfTheRangesAreInside(LossUnderTest loss) {
    double[] limits =
        switch (loss.declared().distribution()) {
          case CATEGORICAL -> new double[] {0, loss.size() - 1};
          case BERNOULLI, PRODUCT_OF_BERNOULLIS -> new double[] {0, -0.0, 1, Double.MIN_VALUE};
          case GAUSSIAN ->
              loss.isFloat()
                  ? new double[] {Float.MAX_VALUE, -Float.MAX_VALUE}
                  : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE};
        };
    for (double limit : limits) {
      double[] targets = new double[ROWS * loss.targetSize()];
      Arrays.fill(targets, limit);
      assertThatCode(() -> loss.forward(new double[ROWS * loss.size()], targets))
          .doesNotThrowAnyException();
    }
  }
}
