package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.testing.compile.Compilation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.runtime.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Softmax over rows of every length that is short, and some that no longer are, against its
 * definition in double. Rows lie together and share a scale, or do not; to the relative error of
 * each probability, however small.
 */
class ShortRowsTest {
  private static final int[] KNOWN_SIZES = {2, 10, 256, 257};
  private static final int[] GIVEN_SIZES =
      IntStream.concat(IntStream.rangeClosed(2, 70), IntStream.rangeClosed(250, 260)).toArray();

  static List<LossUnderTest> losses() {
    List<Declared> declared = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      Declared sizeGiven =
          new Declared(
              Distribution.CATEGORICAL, precision, Reduction.MEAN, OptionalInt.empty(), Map.of());
      declared.add(sizeGiven);
      for (int size : KNOWN_SIZES) {
        declared.add(sizeGiven.ofSize(OptionalInt.of(size)));
      }
    }
    List<Class<?>> classes = compile(declared);
    List<LossUnderTest> losses = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      Declared of = declared.get(i);
      int[] sizes = of.size().isPresent() ? new int[] {of.size().getAsInt()} : GIVEN_SIZES;
      for (int size : sizes) {
        losses.add(LossUnderTest.ofSize(of, classes.get(i), size));
      }
    }
    return losses;
  }

  private static List<Class<?>> compile(List<Declared> declared) {
    JavaFileObject[] sources = new JavaFileObject[declared.size()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = declared.get(i).source("Short" + i);
    }
    Compilation compilation = Compiling.compile(sources);
    ClassLoader loader = Compiling.load(compilation);
    List<Class<?>> classes = new ArrayList<>();
    for (int i = 0; i < sources.length; i++) {
      try {
        classes.add(loader.loadClass("cross.Short" + i + "Loss"));
      } catch (ClassNotFoundException missing) {
        throw new AssertionError(missing);
      }
    }
    return classes;
  }

  /** What becomes of the logits of a row, and of its target. */
  private enum Rows {
    NEAR,
    FAR,
    MASKED,
    WIDE;

    double logit(Random random, int k, int target) {
      double z = 3 * random.nextGaussian();
      return switch (this) {
        case NEAR -> z;
        case FAR -> z + 200;
        case MASKED -> k != target && random.nextBoolean() ? Double.NEGATIVE_INFINITY : z;
        case WIDE -> k % 2 == 0 ? z - 150 : z + 150;
      };
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void rowsOfOneScaleAgreeWithTheDefinition(LossUnderTest loss) {
    assertAgrees(loss, List.of(Rows.NEAR));
    assertAgrees(loss, List.of(Rows.NEAR, Rows.MASKED));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void rowsFarApartAgreeWithTheDefinition(LossUnderTest loss) {
    assertAgrees(loss, List.of(Rows.NEAR, Rows.FAR, Rows.MASKED));
    assertAgrees(loss, List.of(Rows.NEAR, Rows.FAR, Rows.WIDE, Rows.MASKED, Rows.NEAR));
  }

  /** A share of a row that is small on the scale of all rows, over a small denominator. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void aGradientIsFiniteWhereWhatItIsScaledByIsNot(Precision precision) {
    int size = 33;
    double denominator = 1e-8;
    double[] logits = new double[2 * size];
    Arrays.fill(logits, size, 2 * size, 75);
    Declared declared =
        new Declared(
            Distribution.CATEGORICAL, precision, Reduction.MEAN, OptionalInt.empty(), Map.of());
    double[] gradients =
        LossUnderTest.ofSize(declared, size)
            .forwardBackward(logits, (Object) new int[] {0, 0}, denominator)
            .gradients();
    double expected = 1.0 / size / denominator;
    for (int k = 1; k < size; k++) {
      assertThat(gradients[k]).isCloseTo(expected, within(1e-6 * expected));
      assertThat(gradients[size + k]).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  private static void assertAgrees(LossUnderTest loss, List<Rows> kinds) {
    Random random = new Random(59);
    int size = loss.size();
    int rows = 5 * Workers.rowsPerChunk(size) / 2 + 1;
    double[] logits = new double[rows * size];
    double[] targets = new double[rows];
    for (int row = 0; row < rows; row++) {
      int target = random.nextInt(size);
      targets[row] = target;
      for (int k = 0; k < size; k++) {
        double logit = kinds.get(row % kinds.size()).logit(random, k, target);
        // On a grid, so that differences are exact in float too.
        logits[row * size + k] = Math.rint(logit * 0x1p14) * 0x1p-14;
      }
    }

    Pass pass = loss.forwardBackward(logits, targets);

    assertThat(loss.forward(logits, targets)).isEqualTo(pass.value());
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += assertGradients(loss, rows, row, logits, (int) targets[row], pass.gradients());
    }
    double tolerance = GeneratedLossTest.tolerance(loss);
    assertThat(pass.value().sum()).isCloseTo(sum, within(tolerance * (1 + sum)));
  }

  /** Checks the gradients of a row, and returns its loss. */
  private static double assertGradients(
      LossUnderTest loss, int rows, int row, double[] logits, int target, double[] gradients) {
    int start = row * loss.size();
    double max =
        IntStream.range(start, start + loss.size()).mapToDouble(i -> logits[i]).max().orElseThrow();
    double others = 0;
    for (int k = 0; k < loss.size(); k++) {
      others += k == target ? 0 : StrictMath.exp(logits[start + k] - max);
    }
    double total = others + StrictMath.exp(logits[start + target] - max);
    for (int k = 0; k < loss.size(); k++) {
      double residual =
          k == target ? -others / total : StrictMath.exp(logits[start + k] - max) / total;
      assertGradient(loss, gradients[start + k], residual / rows, k == target ? 1.0 / rows : 0);
    }
    return Math.log(total) + (max - logits[start + target]);
  }

  /** Relative to itself; that of a target is a difference, which is taken in double. */
  private static void assertGradient(
      LossUnderTest loss, double actual, double expected, double subtracted) {
    double least = loss.isFloat() ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    double bound =
        GeneratedLossTest.tolerance(loss) * Math.abs(expected) + 0x1p-50 * subtracted + least;
    // Millions of comparisons: only those that fail are worth an assertion.
    if (!(Math.abs(actual - expected) <= bound)) {
      assertThat(actual).isCloseTo(expected, within(bound));
    }
  }
}
