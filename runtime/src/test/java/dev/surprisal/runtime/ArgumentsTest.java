package dev.surprisal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The words of the messages; that generated code makes the checks is tested with generated code.
 */
class ArgumentsTest {
  @Test
  void namesArgumentRowValueAndRange() {
    refuses(
        () -> TargetChecks.classIndices("classes", new int[] {0, 10}, 10),
        "classes[1] = 10, in row 1: a class index must be in 0..9");
    refuses(
        () -> TargetChecks.classIndicesOr("classes", new int[] {-100, -1}, 10, -100),
        "classes[1] = -1, in row 1: a class index must be in 0..9, or -100 to ignore it");
    refuses(
        () -> TargetChecks.probabilities("labels", new float[] {0, 1, 0, 1.5f}, 2, 1),
        "labels[3] = 1.5, in row 1: must be in 0..1");
    refuses(
        () -> TargetChecks.probabilities("labels", new double[] {0, -0.5, 0, 1}, 2, 1),
        "labels[1] = -0.5, in row 0: must be in 0..1");
    refuses(
        () -> TargetChecks.finite("targets", new float[] {0, Float.NaN}, 1, 1),
        "targets[1] = NaN, in row 1: must be a finite number");
    refuses(
        () -> TargetChecks.finite("targets", new double[] {0, Double.NEGATIVE_INFINITY}, 1, 1),
        "targets[1] = -Infinity, in row 1: must be a finite number");
    refuses(
        () -> WeightChecks.weights(new double[] {1, -2}, 2),
        "weights[1] = -2.0, in row 1: must be finite, 0 or more, as must their sum");
    refuses(
        () -> WeightChecks.weights(new double[] {1e308, 1e308}, 2),
        "weights[1] = 1.0E308, in row 1: must be finite, 0 or more, as must their sum");
  }

  @Test
  void looksAtRowsThatCountAlone() {
    float nan = Float.NaN;
    assertThatCode(
            () -> {
              TargetChecks.finite("targets", new float[] {nan, 0, 1}, 1, 1, new double[] {0, 1, 1});
              TargetChecks.classIndices("classes", new int[] {-1, 1}, 2, new double[] {0, 1});
              TargetChecks.classIndicesOr("classes", new int[] {9, -1}, 2, -1, new double[] {0, 1});
              TargetChecks.distributions(
                  "targets", new float[] {1, 1, 0, 1}, 2, 1, new double[] {0, 1});
            })
        .doesNotThrowAnyException();
    refuses(
        () ->
            TargetChecks.probabilities(
                "labels", new float[] {2, 0, 0, 3, 2, 2}, 2, 1, new double[] {0, 1, 0}),
        "labels[3] = 3.0, in row 1: must be in 0..1");
    // Three labels at two positions of two examples.
    float[] byLabel = {nan, 0, 0, 0, nan, 0, 0, nan, 0, 0, 0, 0};
    refuses(
        () -> TargetChecks.finite("labels", byLabel, 3, 2, new double[] {0, 1, 1, 1}),
        "labels[7] = NaN, in row 3: must be a finite number");
    refuses(
        () -> TargetChecks.classIndices("classes", new int[] {-1, 2}, 2, new double[] {0, 1}),
        "classes[1] = 2, in row 1: a class index must be in 0..1");
    refuses(
        () ->
            TargetChecks.distributions(
                "targets", new double[] {1, 0, 1, 1}, 2, 1, new double[] {1, 1}),
        "targets: the probabilities in row 1 sum to 2.0: must be 1, within 0.001");
  }

  @Test
  void namesDistributions() {
    refuses(
        () -> TargetChecks.distributions("targets", new double[] {0.5, 0.5, 0.5, 0.25}, 2, 1),
        "targets: the probabilities in row 1 sum to 0.75: must be 1, within 0.001");
    // Two classes at three positions.
    float[] byClass = {1, 0.5f, 0.25f, 0, 0.5f, 0.5f};
    refuses(
        () -> TargetChecks.distributions("targets", byClass, 2, 3),
        "targets: the probabilities in row 2 sum to 0.75: must be 1, within 0.001");
    double[] doubles = {1, 0.5, 0.25, 0, 0.5, 0.5};
    refuses(
        () -> TargetChecks.distributions("targets", doubles, 2, 3),
        "targets: the probabilities in row 2 sum to 0.75: must be 1, within 0.001");
    float[] byRow = {0.5f, 0.5f, 0.5f, 0.25f};
    refuses(
        () -> TargetChecks.distributions("targets", byRow, 2, 1),
        "targets: the probabilities in row 1 sum to 0.75: must be 1, within 0.001");
    byClass[5] = -1;
    refuses(
        () -> TargetChecks.distributions("targets", byClass, 2, 3),
        "targets[5] = -1.0, in row 2: must be in 0..1");
  }

  @Test
  void classesAreThoseFromZeroToTheLast() {
    assertThatCode(
            () -> {
              TargetChecks.classIndices("y", new int[] {0, 2}, 3);
              TargetChecks.classIndicesOr("y", new int[] {0, -5, 2}, 3, -5);
            })
        .doesNotThrowAnyException();
    for (int bad : new int[] {-1, 3}) {
      refuses(
          () -> TargetChecks.classIndices("y", new int[] {2, bad}, 3),
          "y[1] = " + bad + ", in row 1: a class index must be in 0..2");
      refuses(
          () -> TargetChecks.classIndicesOr("y", new int[] {2, bad}, 3, -5),
          "y[1] = " + bad + ", in row 1: a class index must be in 0..2, or -5 to ignore it");
    }
  }

  /** Two examples of two classes at three positions: the last row is that of the last position. */
  @Test
  void distributionsAreAddedUpWhereverTheyLie() {
    double[] targets = {1, 0.5, 0.25, 0, 0.5, 0.75, 0.125, 0, 0.5, 0.875, 1, 0.25};
    float[] floats = {1, 0.5f, 0.25f, 0, 0.5f, 0.75f, 0.125f, 0, 0.5f, 0.875f, 1, 0.25f};
    String message = "y: the probabilities in row 5 sum to 0.75: must be 1, within 0.001";
    refuses(() -> TargetChecks.distributions("y", targets, 2, 3), message);
    refuses(() -> TargetChecks.distributions("y", floats, 2, 3), message);
    targets[11] = 0.5;
    floats[11] = 0.5f;
    assertThatCode(
            () -> {
              TargetChecks.distributions("y", targets, 2, 3);
              TargetChecks.distributions("y", floats, 2, 3);
            })
        .doesNotThrowAnyException();
    targets[6] = -0.125;
    refuses(
        () -> TargetChecks.distributions("y", targets, 2, 3),
        "y[6] = -0.125, in row 3: must be in 0..1");
  }

  /** Two examples of two targets at three positions: rows 0 to 2, then 3 to 5. */
  @Test
  void namesTheRowOfATargetWhereverItLies() {
    double[] targets = new double[12];
    int[] rows = {0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5};
    for (int i = 0; i < targets.length; i++) {
      targets[i] = Double.NaN;
      String message = "y[" + i + "] = NaN, in row " + rows[i] + ": must be ";
      refuses(() -> TargetChecks.finite("y", targets, 2, 3), message + "a finite number");
      double[] weights = new double[6];
      TargetChecks.probabilities("y", targets, 2, 3, weights);
      weights[rows[i]] = 1;
      refuses(() -> TargetChecks.probabilities("y", targets, 2, 3, weights), message + "in 0..1");
      targets[i] = 0;
    }
  }

  /** As generated classes look at rows, of float and of double. */
  private static void refuseSoftmax(float[] logits, int rows, int size, int positions) {
    double[] doubles = new double[logits.length];
    Arrays.setAll(doubles, i -> logits[i]);
    int evidence = 0;
    for (int row = 0; row < rows && evidence >= 0; row++) {
      int start = row / positions * size * positions + row % positions;
      int before = evidence;
      evidence = OutputChecks.lookForSoftmax(logits, start, size, positions, before);
      assertThat(OutputChecks.lookForSoftmax(doubles, start, size, positions, before))
          .isEqualTo(evidence);
      if (positions == 1) {
        assertThat(OutputChecks.lookForSoftmax(logits, start, size, before)).isEqualTo(evidence);
        assertThat(OutputChecks.lookForSoftmax(doubles, start, size, before)).isEqualTo(evidence);
      }
    }
    OutputChecks.refuseSoftmax("logits", evidence);
  }

  private static void refuseSigmoid(double[] logits) {
    int evidence = 0;
    for (int row = 0; row < logits.length && evidence >= 0; row++) {
      evidence = OutputChecks.lookForSigmoid(logits, row, 1, evidence);
    }
    OutputChecks.refuseSigmoid("logits", evidence);
  }

  @Test
  void knowsProbabilitiesFromLogits() {
    float[] probabilities = {0.5f, 0.25f, 0.25f, 0, 0.5f, 0.5f, 0.75f, 0, 0.25f, 0, 0.125f, 0.875f};
    assertRefused(() -> refuseSoftmax(probabilities, 4, 3, 1));
    float[] byClass = {0.5f, 0, 0.25f, 0.5f, 0.25f, 0.5f, 0.75f, 0, 0, 0.125f, 0.25f, 0.875f};
    assertRefused(() -> refuseSoftmax(byClass, 4, 3, 2));
    for (float real : new float[] {-0.1f, 0.3f, 0.7f, Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] logits = probabilities.clone();
      logits[4] = real;
      assertThatCode(() -> refuseSoftmax(logits, 4, 3, 1)).doesNotThrowAnyException();
    }
    assertThatCode(() -> refuseSoftmax(new float[0], 0, 3, 1)).doesNotThrowAnyException();
  }

  private static void assertRefused(Runnable check) {
    assertThatIllegalArgumentException()
        .isThrownBy(check::run)
        .withMessageStartingWith("logits: are probabilities already: each of the first rows");
  }

  /** Three rows may be distributions by chance; equal values and one-hot rows are no evidence. */
  @Test
  void asksForFourRowsThatASoftmaxMade() {
    float[] outputs = {0.5f, 0.5f, 0.25f, 0.75f, 0.875f, 0.125f, 0.375f, 0.625f, 1, 0};
    assertThatCode(() -> refuseSoftmax(outputs, 5, 2, 1)).doesNotThrowAnyException();
    outputs[0] = 0.75f;
    outputs[1] = 0.25f;
    assertRefused(() -> refuseSoftmax(outputs, 5, 2, 1));
  }

  /** Sixteen rows are evidence enough; what comes after them is not looked at. */
  @Test
  void looksAtSixteenRowsAtMost() {
    float[] outputs = new float[40];
    for (int i = 0; i < outputs.length; i += 2) {
      outputs[i] = 0.75f;
      outputs[i + 1] = 0.25f;
    }
    outputs[32] = -7;
    assertRefused(() -> refuseSoftmax(outputs, 20, 2, 1));
    outputs[30] = -7;
    assertThatCode(() -> refuseSoftmax(outputs, 20, 2, 1)).doesNotThrowAnyException();
  }

  /** Probabilities that were rounded, to three decimals or to a bfloat16, sum to nearly 1. */
  @Test
  void knowsProbabilitiesThatWereRounded() {
    Random random = new Random(5);
    float[] decimals = new float[16 * 10];
    float[] halves = new float[16 * 10];
    for (int row = 0; row < 16; row++) {
      double[] p = new double[10];
      double total = 0;
      for (int k = 0; k < 10; k++) {
        p[k] = Math.exp(2 * random.nextGaussian());
        total += p[k];
      }
      for (int k = 0; k < 10; k++) {
        decimals[10 * row + k] = Math.round(1000 * p[k] / total) / 1000f;
        int bits = Float.floatToRawIntBits((float) (p[k] / total)) + 0x8000 & 0xffff0000;
        halves[10 * row + k] = Float.intBitsToFloat(bits);
      }
    }
    assertRefused(() -> refuseSoftmax(decimals, 16, 10, 1));
    assertRefused(() -> refuseSoftmax(halves, 16, 10, 1));
  }

  /** What a model that has learned something says, after its sigmoid, and before. */
  @Test
  void knowsSigmoidsFromLogits() {
    Random random = new Random(7);
    double[] logits = random.doubles(256, 0, 1).map(u -> 4 * random.nextGaussian()).toArray();
    double[] probabilities = Arrays.stream(logits).map(z -> 1 / (1 + Math.exp(-z))).toArray();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> refuseSigmoid(probabilities))
        .withMessageStartingWith("logits: are probabilities already: the first ones all lie");
    assertThatCode(() -> refuseSigmoid(logits)).doesNotThrowAnyException();
  }

  /** Labels that lie side by side, or at positions: the same outputs are the same evidence. */
  @Test
  void looksAtSigmoidsWhereverTheyLie() {
    double[] outputs = {0.001, 0.9, 0.25, 0.75, 0.125, 0.999};
    double[] atPositions = {0.001, 0.75, 0.9, 0.125, 0.25, 0.999};
    float[] floats = {0.001f, 0.9f, 0.25f, 0.75f, 0.125f, 0.999f};
    float[] floatsAtPositions = {0.001f, 0.75f, 0.9f, 0.125f, 0.25f, 0.999f};
    for (int row = 0; row < 2; row++) {
      int evidence = OutputChecks.lookForSigmoid(outputs, 3 * row, 3, 7);
      assertThat(evidence).isNotEqualTo(7).isNotNegative();
      assertThat(OutputChecks.lookForSigmoid(atPositions, row, 3, 2, 7)).isEqualTo(evidence);
      assertThat(OutputChecks.lookForSigmoid(floats, 3 * row, 3, 7)).isEqualTo(evidence);
      assertThat(OutputChecks.lookForSigmoid(floatsAtPositions, row, 3, 2, 7)).isEqualTo(evidence);
    }
    outputs[1] = 1.5;
    floats[1] = -0.5f;
    assertThat(OutputChecks.lookForSigmoid(outputs, 0, 3, 7)).isNegative();
    assertThat(OutputChecks.lookForSigmoid(floats, 0, 3, 7)).isNegative();
  }

  /** 10,000 batches each of logits that all lie in 0..1, or nearly all: none is refused. */
  @Test
  void refusesNoLogitsThatHappenToLieInTheUnitInterval() {
    Random random = new Random(11);
    for (int batch = 0; batch < 10_000; batch++) {
      double[] uniform = random.doubles(256, 0, 1).toArray();
      double[] small =
          random.doubles(256).map(u -> Math.abs(0.2 * random.nextGaussian())).toArray();
      double[] rectified =
          random.doubles(256).map(u -> Math.max(0, random.nextGaussian())).toArray();
      double[] hot = random.doubles(256).map(u -> u < 0.1 ? 1 : 0).toArray();
      for (double[] logits : new double[][] {uniform, small, rectified, hot}) {
        refuseSigmoid(logits);
      }
    }
    assertThatCode(() -> refuseSigmoid(new double[256])).doesNotThrowAnyException();
  }

  @Test
  void knowsThatLogProbabilitiesAreNeverPositive() {
    double[] outputs = {-1, -0.5, 1e-6, Double.NaN, Double.NEGATIVE_INFINITY, -2};
    float[] floats = {-1, -0.5f, 1e-6f, Float.NaN, Float.NEGATIVE_INFINITY, -2};
    assertThat(OutputChecks.notPositive("outputs", outputs, 4, 2, 0)).isEqualTo(1);
    assertThat(OutputChecks.notPositive("outputs", floats, 4, 2, 0)).isEqualTo(1);
    assertThat(OutputChecks.notPositive("outputs", outputs, 1, 2, 3, 4)).isEqualTo(5);
    assertThat(OutputChecks.notPositive("outputs", floats, 1, 2, 3, 4)).isEqualTo(5);
    outputs[5] = 0.25;
    floats[5] = 0.25f;
    assertPositive(() -> OutputChecks.notPositive("outputs", outputs, 4, 2, 0));
    assertPositive(() -> OutputChecks.notPositive("outputs", floats, 4, 2, 0));
    assertPositive(() -> OutputChecks.notPositive("outputs", outputs, 2, 2, 3, 0));
    assertPositive(() -> OutputChecks.notPositive("outputs", floats, 2, 2, 3, 0));
  }

  private static void assertPositive(Runnable check) {
    assertThatIllegalArgumentException()
        .isThrownBy(check::run)
        .withMessageStartingWith("outputs[5] = 0.25: the logarithm of a probability");
  }

  @Test
  void namesLengths() {
    refuses(
        () -> Arguments.rows("logits", new float[25], 10),
        "logits: length 25 is not a multiple of 10, the number of outputs per example");
    refuses(
        () -> Arguments.length("gradients", new double[5], 6),
        "gradients: length 5, must be 6 to fit the other arguments");
    assertThat(Arguments.rows("logits", new double[30], 10)).isEqualTo(3);
  }

  @Test
  void namesTheClassThatSmoothingTakesFromItself() {
    refuses(
        () -> WeightChecks.targetsPrevail("classWeights", new double[] {0.01, 0.99}, 0.1),
        "classWeights[0] = 0.01: with labelSmoothing = 0.1, rows of class 0 would teach that it has"
            + " the probability 0.161 and class 1, of weight 0.99, 0.839. Make the weight at least"
            + " 0.0522, or labelSmoothing at most 0.02");
    refuses(
        () -> WeightChecks.targetsPrevail("classWeights", new double[] {1, 2.25, 0.025, 0}, 0.8),
        "classWeights[2] = 0.025: with labelSmoothing = 0.8, rows of class 2 would teach that it has"
            + " the probability 0.0152 and class 1, of weight 2.25, 0.682. Make the weight at least"
            + " 1.13, or labelSmoothing at most 0.043");
  }

  @Test
  void weightsThatLeaveTargetsAheadPass() {
    assertThatCode(
            () -> {
              WeightChecks.targetsPrevail("w", new double[] {0.0522, 0.99}, 0.1);
              WeightChecks.targetsPrevail("w", new double[] {0.01, 0.99}, 0.02);
              WeightChecks.targetsPrevail("w", new double[] {0, 1e30, 1e30}, 1);
              WeightChecks.targetsPrevail("w", new double[] {0, 0}, 0.5);
            })
        .doesNotThrowAnyException();
  }

  private record Own(double a, double b) {}

  @Test
  void namesNumbers() {
    refuses(
        () -> Arguments.classes("size", 1),
        "size = 1: a softmax over fewer than two classes is always 1: its loss is always 0 and"
            + " nothing is learned");
    refuses(() -> Arguments.size("size", 0), "size = 0: an example needs at least one output");
    refuses(
        () -> Arguments.classes("classWeights.length", 1),
        "classWeights.length = 1: a softmax over fewer than two classes is always 1: its loss is"
            + " always 0 and nothing is learned");
    refuses(
        () -> Arguments.positions(0, 5), "positions = 0: an example needs at least one position");
    refuses(
        () -> Arguments.positions(1 << 30, 2),
        "positions = 1073741824: times 2 outputs is more than an array holds");
    refuses(
        () -> WeightChecks.totalWeight(1e-40),
        "the weights of the rows sum to 1.0E-40: must be 0 or in 1e-30..1e30");
    refuses(() -> Arguments.denominator(0, 1), "denominator = 0.0: must be in 1e-30..1e30");
    refuses(
        () -> Arguments.oneDenominator(4, new Own(1, 2), false),
        "denominator = 4.0: one number for heads that count differently, Own[a=1.0, b=2.0]. Add up"
            + " the denominators of all parts of the batch, and give those to valuesAndGradients.");
    Arguments.oneDenominator(4, new Own(1, 1), true);
    refuses(
        () -> Arguments.positive("variances", new double[] {1, 0}),
        "variances[1] = 0.0: must be in 1e-30..1e30");
    refuses(
        () -> Arguments.notNegative("classWeights", new double[] {Double.NaN}),
        "classWeights[0] = NaN: must be 0 or in 1e-30..1e30");
    assertThat(Arguments.size("size", 1)).isEqualTo(1);
    assertThat(Arguments.classes("size", 2)).isEqualTo(2);
    assertThat(Arguments.denominator(0.5, 1)).isEqualTo(0.5);
    assertThat(Arguments.denominator(0, 0)).isZero();
  }

  @Test
  void namesNumbersOfFormulas() {
    assertThat(Arguments.parameter("k", -2.5, "finite")).isEqualTo(-2.5);
    assertThat(Arguments.parameter("k", 2.5, true, "above 0")).isEqualTo(2.5);
    refuses(() -> Arguments.parameter("k", Double.NaN, "finite"), "k = NaN: must be finite");
    refuses(() -> Arguments.parameter("k", -1, false, "above 0"), "k = -1.0: must be above 0");
    refuses(
        () -> Arguments.parameter("k", Double.POSITIVE_INFINITY, true, "above 0"),
        "k = Infinity: must be above 0");
  }

  @Test
  void endsOfRangesAreInThem() {
    double[] ends = {1e-30, 1e30};
    assertThat(Arguments.positive("variances", ends)).containsExactly(ends);
    assertThat(Arguments.notNegative("classWeights", ends)).containsExactly(ends);
    for (double end : ends) {
      assertThat(Arguments.denominator(end, 1)).isEqualTo(end);
      assertThat(WeightChecks.totalWeight(end)).isEqualTo(end);
    }
    assertThat(WeightChecks.totalWeight(0)).isZero();
    assertThat(Arguments.notNegative("classWeights", new double[] {0})).containsExactly(0);
    assertThat(Arguments.positions(1, Integer.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void whatIsBeyondAnEndIsNot() {
    for (double beyond : new double[] {-1, Math.nextDown(1e-30), Math.nextUp(1e30)}) {
      refuses(
          () -> Arguments.positive("variances", new double[] {1, beyond}),
          "variances[1] = " + beyond + ": must be in 1e-30..1e30");
      refuses(
          () -> Arguments.notNegative("classWeights", new double[] {1, beyond}),
          "classWeights[1] = " + beyond + ": must be 0 or in 1e-30..1e30");
      refuses(
          () -> Arguments.denominator(beyond, 0),
          "denominator = " + beyond + ": must be in 1e-30..1e30");
      refuses(
          () -> WeightChecks.totalWeight(beyond),
          "the weights of the rows sum to " + beyond + ": must be 0 or in 1e-30..1e30");
    }
  }

  @Test
  void aDivisionByZeroLeavesNothing() {
    assertThat(Arguments.inverse(0)).isZero();
    assertThat(Arguments.inverse(4)).isEqualTo(0.25);
  }

  @Test
  void weightsAreOneForEachRowAndHaveAFiniteSum() {
    refuses(
        () -> WeightChecks.weights(new double[] {1, 1}, 3),
        "weights: length 2, must be 3 to fit the other arguments");
    assertThatCode(() -> WeightChecks.weights(new double[0], 0)).doesNotThrowAnyException();
    // Beyond what each of two may be, and yet a sum that is finite.
    double[] uneven = {Double.MAX_VALUE, 0};
    assertThatCode(() -> WeightChecks.weights(uneven, 2)).doesNotThrowAnyException();
  }

  @Test
  void lengthsOfAllTypesAreCompared() {
    String message = "y: length 5, must be 6 to fit the other arguments";
    refuses(() -> Arguments.length("y", new float[5], 6), message);
    refuses(() -> Arguments.length("y", new double[5], 6), message);
    refuses(() -> Arguments.length("y", new int[5], 6), message);
    refuses(() -> Arguments.length("y", new boolean[5], 6), message);
    assertThat(Arguments.rows("logits", new float[30], 10)).isEqualTo(3);
  }

  @Test
  void copiesTheNumbersOfConstructors() {
    double[] given = {1, 2};
    double[] kept = Arguments.positive("variances", given);
    double[] weights = Arguments.notNegative("classWeights", given);
    given[0] = 5;
    assertThat(kept).containsExactly(1, 2);
    assertThat(weights).containsExactly(1, 2);
  }

  private static void refuses(Runnable check, String message) {
    assertThatIllegalArgumentException().isThrownBy(check::run).withMessage(message);
  }
}
