package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.runtime.Weighted;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments that do not fit are named, and nothing is written before they are found. */
class BadInputTest {
  private static final int ROWS = 2 * LossUnderTest.POSITIONS;
  private static final double UNTOUCHED = 42;

  static List<LossUnderTest> losses() {
    return CrossProduct.lossesOfOneOption();
  }

  /** One output is always a whole row. */
  static List<LossUnderTest> lossesOfLongerRows() {
    return losses().stream().filter(loss -> loss.width() > 1).toList();
  }

  /** Class indices are never of the type of what is written. */
  static List<LossUnderTest> lossesOfRealTargets() {
    return losses().stream().filter(loss -> !loss.isIndex()).toList();
  }

  static List<LossUnderTest> weightedLosses() {
    return losses().stream().filter(loss -> loss.options().exampleWeights()).toList();
  }

  /**
   * A batch that is right, to be made wrong in one place, and the arrays that must stay as they
   * are.
   */
  static final class Call {
    final LossUnderTest loss;
    Object outputs;
    Object targets;
    Object written;
    double[] losses = filled(ROWS);

    Call(LossUnderTest loss) {
      this.loss = loss;
      outputs = loss.reals(new double[ROWS * loss.width()]);
      targets = loss.targets(rightTargets(loss));
      written = loss.reals(filled(ROWS * loss.width()));
    }

    /** Each method that reads targets refuses them with a message that contains all parts. */
    void targetsAreRefused(String... parts) {
      refuses(() -> loss.loss().forward(outputs, targets), parts);
      if (loss.declared().distribution() != Distribution.TWEEDIE) {
        refuses(() -> loss.loss().surprisal(outputs, targets), parts);
      }
      refuses(() -> loss.loss().forwardBackward(outputs, targets, written), parts);
      refuses(() -> loss.loss().forwardBackward(outputs, targets, written, 3), parts);
      refuses(() -> loss.loss().curvature(outputs, targets, written), parts);
      Object hessian = loss.reals(filled(ROWS * loss.width()));
      refuses(() -> loss.loss().forwardBackward(outputs, targets, written, hessian), parts);
      refuses(() -> loss.loss().forwardBackward(outputs, targets, written, hessian, 3), parts);
      assertThat(LossUnderTest.doubles(hessian)).containsOnly(UNTOUCHED);
      refuses(() -> loss.loss().perExample(outputs, targets, losses), parts);
    }

    void outputsAreRefused(String... parts) {
      targetsAreRefused(parts);
      refuses(() -> loss.loss().predict(outputs, written), parts);
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

  /** Zeros, and all of each distribution on its first class. */
  private static double[] rightTargets(LossUnderTest loss) {
    double[] targets = new double[ROWS * loss.targetSize()];
    if (loss.declared().isOfOracle()) {
      boolean isShare = loss.declared().distribution() == Distribution.BETA;
      Arrays.fill(targets, isShare ? 0.5 : 1); // Some are above 0, or between 0 and 1.
    }
    for (int row = 0; row < ROWS; row++) {
      if (loss.isCategorical() && !loss.isIndex()) {
        targets[loss.targetIndex(row, 0)] = 1;
      }
    }
    return targets;
  }

  private static Wording names(LossUnderTest loss) {
    return Family.of(loss.declared().distribution()).wording(loss.options());
  }

  /** Of all combinations of options, since each has checks of its own. */
  static List<LossUnderTest> allLosses() {
    return CrossProduct.losses();
  }

  /** A bad target in the last row is found before the first row is written. */
  @ParameterizedTest
  @MethodSource("allLosses")
  void badTargets(LossUnderTest loss) {
    Call call = new Call(loss);
    int last = loss.targetIndex(ROWS - 1, loss.targetSize() - 1);
    String place = names(loss).targets() + "[" + last + "] = ";
    double[] bad =
        switch (loss.declared().distribution()) {
          case CATEGORICAL ->
              loss.isIndex()
                  ? new double[] {-1, loss.size(), -99}
                  : new double[] {-0.25, 1.5, Double.NaN, Double.POSITIVE_INFINITY};
          case ORDINAL -> new double[] {-1, loss.size() + 1, -99};
          case BERNOULLI, PRODUCT_OF_BERNOULLIS ->
              new double[] {-0.25, 1.5, Double.NaN, Double.POSITIVE_INFINITY};
          case GAUSSIAN, LAPLACE, ASYMMETRIC_LAPLACE, STUDENT_T, MIXTURE_OF_GAUSSIANS ->
              new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
          case POISSON, NEGATIVE_BINOMIAL ->
              new double[] {-1, 0.5, Double.NaN, Double.POSITIVE_INFINITY};
          case BINOMIAL -> new double[] {-1, 0.5, 13, Double.NaN, Double.POSITIVE_INFINITY};
          case GAMMA, INVERSE_GAUSSIAN, LOG_NORMAL, WEIBULL ->
              new double[] {-0.5, 0, -0.0, Double.NaN, Double.POSITIVE_INFINITY};
          case BETA -> new double[] {-0.25, 0, 1, Double.NaN};
          case FORMULA -> new double[0];
          case TWEEDIE -> new double[] {-0.5, Double.NaN, Double.POSITIVE_INFINITY};
        };
    String range =
        switch (loss.declared().distribution()) {
          case CATEGORICAL -> loss.isIndex() ? "0.." + (loss.size() - 1) : "0..1";
          case ORDINAL -> "0.." + loss.size();
          case BERNOULLI, PRODUCT_OF_BERNOULLIS -> "0..1";
          case GAUSSIAN, LAPLACE, ASYMMETRIC_LAPLACE, STUDENT_T, MIXTURE_OF_GAUSSIANS -> "finite";
          case POISSON, NEGATIVE_BINOMIAL -> "whole number, 0 or more";
          case BINOMIAL -> "whole number in 0..12";
          case GAMMA, INVERSE_GAUSSIAN, LOG_NORMAL, WEIBULL -> "finite number above 0";
          case BETA -> "between 0 and 1, and be neither";
          case FORMULA -> "";
          case TWEEDIE -> "finite number, 0 or more";
        };
    for (double value : bad) {
      boolean isRight =
          Double.isNaN(value) && loss.options().missingTargets()
              || Double.compare(value, 0) < 0 && loss.options().censored();
      if (isRight) {
        continue;
      }
      double[] targets = rightTargets(loss);
      targets[last] = value;
      call.targets = loss.targets(targets);
      String text = loss.isIndex() ? String.valueOf((int) value) : String.valueOf(value);
      call.targetsAreRefused(place + text, "row " + (ROWS - 1), range);
    }
  }

  /** Wherever the targets of a row lie. */
  @ParameterizedTest
  @MethodSource("losses")
  void theRowOfABadTargetIsNamed(LossUnderTest loss) {
    Call call = new Call(loss);
    for (int row = 0; row < ROWS; row++) {
      double[] targets = rightTargets(loss);
      int index = loss.targetIndex(row, loss.targetSize() - 1);
      targets[index] = loss.isIndex() ? -1 : Double.NEGATIVE_INFINITY;
      call.targets = loss.targets(targets);
      call.targetsAreRefused("[" + index + "] = ", "in row " + row + ":");
    }
  }

  /** A class index that marks rows to ignore is named with the range. */
  @ParameterizedTest
  @MethodSource("losses")
  void classesThatAreNotTheIgnoredOne(LossUnderTest loss) {
    Call call = new Call(loss);
    if (loss.isIndex()) {
      double[] targets = rightTargets(loss);
      targets[1] = CrossProduct.IGNORED;
      if (loss.options().ignoreIndex().isPresent()) {
        assertThatCode(() -> loss.forward(new double[ROWS * loss.width()], targets))
            .doesNotThrowAnyException();
        targets[1] = -1;
        call.targets = loss.targets(targets);
        call.targetsAreRefused("[1] = -1", "or " + CrossProduct.IGNORED + " to ignore it");
      } else {
        call.targets = loss.targets(targets);
        call.targetsAreRefused("[1] = " + CrossProduct.IGNORED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void targetProbabilitiesThatDoNotSumToOne(LossUnderTest loss) {
    Call call = new Call(loss);
    if (loss.isCategorical() && !loss.isIndex()) {
      double[] targets = rightTargets(loss);
      targets[loss.targetIndex(ROWS - 1, 0)] = 0.5;
      call.targets = loss.targets(targets);
      call.targetsAreRefused("targets", "row " + (ROWS - 1), "sum to 0.5", "must be 1");
    }
  }

  @ParameterizedTest
  @MethodSource("weightedLosses")
  void badWeights(LossUnderTest loss) {
    Call call = new Call(loss);
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] weights = LossUnderTest.ones(ROWS);
      weights[ROWS - 1] = bad;
      call.targets = loss.targets(rightTargets(loss), weights);
      call.targetsAreRefused(
          "weights[" + (ROWS - 1) + "] = " + bad, "row " + (ROWS - 1), "finite, 0 or more");
    }
    // A sum whose reciprocal is no number; 1 is the weight of each class and output besides.
    double[] tiny = new double[ROWS];
    tiny[0] = 1e-40;
    call.targets = loss.targets(rightTargets(loss), tiny);
    call.refuses(
        () -> loss.loss().forwardBackward(call.outputs, call.targets, call.written),
        "the weights of the rows sum to",
        "1e-30..1e30");
    call.targets = loss.targets(rightTargets(loss), LossUnderTest.ones(ROWS - 1));
    call.targetsAreRefused("weights: length " + (ROWS - 1) + ", must be " + ROWS);
  }

  /** Only a softmax has rows that sum to 1; elsewhere numbers in 0..1 are as good as any. */
  @ParameterizedTest
  @MethodSource("lossesOfLongerRows")
  void outputsThatAreProbabilitiesAlready(LossUnderTest loss) {
    Call call = new Call(loss);
    double[] outputs = new double[ROWS * loss.width()];
    for (int row = 0; row < ROWS; row++) {
      outputs[loss.index(row, 0)] = 0.75;
      outputs[loss.index(row, loss.width() - 1)] = 0.25;
    }
    call.outputs = loss.reals(outputs);
    if (loss.options().isLogProbabilities()) {
      call.outputsAreRefused(
          "logProbabilities[0] = 0.75", "never positive", "checkOutputs = false");
      return;
    }
    if (loss.isCategorical()) {
      call.outputsAreRefused("logits", "probabilities already", "checkOutputs = false");
      // One row that cannot be a distribution acquits all, and so does a single real logit.
      outputs[loss.index(ROWS - 1, 0)] -= 0.05;
    }
    assertThatCode(() -> loss.forward(outputs, rightTargets(loss))).doesNotThrowAnyException();
    outputs[loss.index(ROWS - 1, 0)] += 0.1;
    assertThatCode(() -> loss.forward(outputs, rightTargets(loss))).doesNotThrowAnyException();
    // Boosting begins with rows in which all is equal.
    Arrays.fill(outputs, 1.0 / loss.width());
    assertThatCode(() -> loss.forward(outputs, rightTargets(loss))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void targetsOfAnotherLength(LossUnderTest loss) {
    Call call = new Call(loss);
    int right = ROWS * loss.targetSize();
    for (int length : new int[] {0, right - 1, right + 1}) {
      call.targets = loss.targets(new double[length], LossUnderTest.ones(ROWS));
      call.targetsAreRefused(names(loss).targets(), "length " + length, "must be " + right);
    }
  }

  @ParameterizedTest
  @MethodSource("lossesOfLongerRows")
  void outputsThatAreNoWholeRows(LossUnderTest loss) {
    Call call = new Call(loss);
    int length = ROWS * loss.width() - 1;
    call.outputs = loss.reals(new double[length]);
    call.outputsAreRefused(
        names(loss).outputs(),
        "length " + length,
        "multiple of " + loss.width() * loss.positions());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void writtenArraysOfAnotherLength(LossUnderTest loss) {
    Call call = new Call(loss);
    int right = ROWS * loss.width();
    call.written = loss.reals(filled(right + 1));
    call.losses = filled(ROWS - 1);
    String gradients = "gradients: length " + (right + 1) + ", must be " + right;
    Object outputs = call.outputs;
    Object targets = call.targets;
    call.refuses(() -> loss.loss().forwardBackward(outputs, targets, call.written), gradients);
    call.refuses(() -> loss.loss().forwardBackward(outputs, targets, call.written, 3), gradients);
    call.refuses(() -> loss.loss().curvature(outputs, targets, call.written), "hessian: length");
    Object fitting = loss.reals(filled(right));
    call.refuses(
        () -> loss.loss().forwardBackward(outputs, targets, call.written, fitting), gradients);
    call.refuses(
        () -> loss.loss().forwardBackward(outputs, targets, fitting, call.written),
        "hessian: length");
    assertThat(LossUnderTest.doubles(fitting)).containsOnly(UNTOUCHED);
    call.refuses(() -> loss.loss().predict(outputs, call.written), names(loss).predictions());
    call.refuses(
        () -> loss.loss().perExample(outputs, targets, call.losses),
        "losses: length " + (ROWS - 1) + ", must be " + ROWS);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void denominatorsThatDivideNothing(LossUnderTest loss) {
    Call call = new Call(loss);
    for (double denominator :
        new double[] {0, -1, 1e-40, 1e40, Double.NaN, Double.POSITIVE_INFINITY}) {
      call.refuses(
          () -> loss.loss().forwardBackward(call.outputs, call.targets, call.written, denominator),
          "denominator = " + denominator,
          "1e-30..1e30");
      Object hessian = loss.reals(filled(ROWS * loss.width()));
      call.refuses(
          () ->
              loss.loss()
                  .forwardBackward(call.outputs, call.targets, call.written, hessian, denominator),
          "denominator = " + denominator);
    }
  }

  @ParameterizedTest
  @MethodSource("lossesOfRealTargets")
  void targetsAreNeverOverwritten(LossUnderTest loss) {
    Call call = new Call(loss);
    Object bare = loss.bareTargets(rightTargets(loss));
    Object targets =
        loss.options().exampleWeights() ? new Weighted<>(bare, LossUnderTest.ones(ROWS)) : bare;
    if (loss.width() == loss.size()) {
      call.refuses(
          () -> loss.loss().forwardBackward(call.outputs, targets, bare), "gradients", "targets");
      call.refuses(() -> loss.loss().forwardBackward(call.outputs, targets, bare, 3), "gradients");
      call.refuses(() -> loss.loss().curvature(call.outputs, targets, bare), "hessian");
      call.refuses(
          () -> loss.loss().forwardBackward(call.outputs, targets, bare, call.written),
          "gradients");
      call.refuses(
          () -> loss.loss().forwardBackward(call.outputs, targets, call.written, bare), "hessian");
    }
    if (targets instanceof Weighted<?> weighted && !loss.isFloat() && loss.size() == 1) {
      call.refuses(
          () -> loss.loss().perExample(call.outputs, targets, weighted.weights()),
          "weights itself");
    }
    if (bare instanceof double[] doubles && loss.size() == 1) {
      call.refuses(() -> loss.loss().perExample(call.outputs, targets, doubles), "losses");
    }
  }

  /** Its values would be those of what is written last. */
  @ParameterizedTest
  @MethodSource("losses")
  void theHessianIsAnArrayOfItsOwn(LossUnderTest loss) {
    Call call = new Call(loss);
    Object written = call.written;
    String outputs = names(loss).outputs();
    call.refuses(
        () -> loss.loss().forwardBackward(call.outputs, call.targets, written, written),
        "hessian: is the same array as gradients");
    call.refuses(
        () -> loss.loss().forwardBackward(call.outputs, call.targets, written, call.outputs, 3),
        "hessian: is the same array as " + outputs);
    assertThat(LossUnderTest.doubles(call.outputs)).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void nullsAreNamed(LossUnderTest loss) {
    Call call = new Call(loss);
    assertThatNullPointerException()
        .isThrownBy(() -> loss.loss().forward(null, call.targets))
        .withMessage(names(loss).outputs());
    assertThatNullPointerException()
        .isThrownBy(() -> loss.loss().forward(call.outputs, null))
        .withMessageContaining(
            loss.options().exampleWeights()
                ? "weighted"
                : loss.options().censored() ? "censored" : names(loss).targets());
    assertThatNullPointerException()
        .isThrownBy(() -> loss.loss().forwardBackward(call.outputs, call.targets, null))
        .withMessage("gradients");
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theLimitsOfTheRangesAreInside(LossUnderTest loss) {
    double[] limits =
        switch (loss.declared().distribution()) {
          case CATEGORICAL -> new double[] {0, loss.isIndex() ? loss.size() - 1 : -0.0};
          case ORDINAL -> new double[] {0, loss.size()};
          case BERNOULLI, PRODUCT_OF_BERNOULLIS -> new double[] {0, -0.0, 1, Double.MIN_VALUE};
          case GAUSSIAN, LAPLACE, ASYMMETRIC_LAPLACE, STUDENT_T, MIXTURE_OF_GAUSSIANS ->
              loss.isFloat()
                  ? new double[] {Float.MAX_VALUE, -Float.MAX_VALUE}
                  : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE};
          case BINOMIAL -> new double[] {0, -0.0, 12};
          case GAMMA, INVERSE_GAUSSIAN, LOG_NORMAL, WEIBULL ->
              loss.isFloat()
                  ? new double[] {Float.MIN_VALUE, Float.MAX_VALUE}
                  : new double[] {Double.MIN_VALUE, Double.MAX_VALUE};
          case BETA ->
              loss.isFloat()
                  ? new double[] {Float.MIN_VALUE, Math.nextDown(1f)}
                  : new double[] {Double.MIN_VALUE, Math.nextDown(1.0)};
          case FORMULA -> new double[0];
          case POISSON, TWEEDIE, NEGATIVE_BINOMIAL ->
              new double[] {0, -0.0, 1, loss.isFloat() ? Float.MAX_VALUE : Double.MAX_VALUE};
        };
    for (double limit : limits) {
      double[] targets = rightTargets(loss);
      int last = loss.targetIndex(ROWS - 1, loss.targetSize() - 1);
      targets[last] = loss.declared().isOfOracle() ? limit : targets[last] + limit;
      assertThatCode(() -> loss.forward(new double[ROWS * loss.width()], targets))
          .doesNotThrowAnyException();
    }
  }

  static List<Declared> softmaxesOfAnySize() {
    return CrossProduct.sound().stream()
        .filter(declared -> declared.distribution() == Distribution.CATEGORICAL)
        .filter(declared -> declared.size().isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("softmaxesOfAnySize")
  void aSoftmaxOverOneClass(Declared declared) {
    assertThatThrownBy(() -> LossUnderTest.ofSize(declared, 1))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a softmax over fewer than two classes");
  }
}
