package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is reported beside a loss: &minus;log p, whatever shapes the training. */
class SurprisalTest {
  static Stream<LossUnderTest> losses() {
    return CrossProduct.losses().stream()
        .filter(loss -> loss.declared().distribution() != Distribution.TWEEDIE);
  }

  private static double[] variances(LossUnderTest loss) {
    return IntStream.range(0, loss.size())
        .filter(k -> loss.options().variance() == Variance.FIXED)
        .mapToDouble(loss.naive()::perOutput)
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isThatOfThePlainHeadWithAllConstants(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(71), 4);
    Naive naive = new Naive(loss.declared().plain(), variances(loss));
    boolean isOfOutputs = loss.declared().reduction() == Reduction.MEAN_OF_OUTPUTS;
    double sum = 0;
    double weight = 0;
    double size = 0;
    for (int row = 0; row < batch.rows(); row++) {
      double[] y = batch.targets(row);
      double counted = batch.exampleWeight(row) * naive.weight(y);
      if (counted > 0) {
        double[] still = new double[loss.width()];
        double nll = naive.loss(Jet.along(batch.outputs(row), still), y).value().toDouble();
        double factor = loss.options().temperature() * loss.options().temperature();
        double surprisal = nll / factor + constants(loss, y);
        sum += counted * surprisal;
        size += counted * (Math.abs(nll) + Math.abs(surprisal));
      }
      weight += counted * (isOfOutputs ? Naive.known(y).length : 1);
    }

    LossValue value = loss.loss().surprisal(loss.reals(batch.outputs()), batch.arguments());

    double tolerance = GeneratedLossTest.tolerance(loss) * (1 + size);
    assertThat(value.sum()).isCloseTo(sum, within(tolerance));
    assertThat(value.weight()).isCloseTo(weight, within(1e-12 * (1 + weight)));
    assertThat(value.shapedBy()).isEmpty();
    assertThat(
            loss.on(Workers.of(Runnable::run, 3))
                .loss()
                .surprisal(loss.reals(batch.outputs()), batch.arguments()))
        .isEqualTo(value);
  }

  /** As textbooks have them; those of families with a file of their own are in that. */
  private static double constants(LossUnderTest loss, double[] y) {
    Options options = loss.options();
    double sum = 0;
    for (int k : Naive.known(y)) {
      double target = y[k];
      if (options.censored() && target < 0) {
        continue; // A probability has no density's constants.
      }
      sum +=
          switch (loss.declared().distribution()) {
            case CATEGORICAL, BERNOULLI, PRODUCT_OF_BERNOULLIS, ORDINAL -> 0;
            case GAUSSIAN ->
                Math.log(
                        2
                            * Math.PI
                            * (options.variance() == Variance.FIXED
                                ? loss.naive().perOutput(k)
                                : 1))
                    / 2;
            case POISSON, NEGATIVE_BINOMIAL -> logFactorial(target);
            case BINOMIAL -> logFactorial(target) + logFactorial(12 - target) - logFactorial(12);
            case LAPLACE -> Math.log(2);
            case ASYMMETRIC_LAPLACE -> -Math.log(0.3 * 0.7);
            case MIXTURE_OF_GAUSSIANS -> Math.log(2 * Math.PI) / 2;
            case GAMMA, WEIBULL -> Math.log(target);
            case BETA -> Math.log(target) + Math.log1p(-target);
            case LOG_NORMAL -> Math.log(target) + Math.log(2 * Math.PI) / 2;
            case INVERSE_GAUSSIAN -> (Math.log(2 * Math.PI) + 3 * Math.log(target)) / 2;
            // Gamma(2) / Gamma(2.5) (4 pi)^(1/2), of four degrees of freedom.
            case STUDENT_T -> Math.log(4 / (3 * Math.sqrt(Math.PI))) + Math.log(4 * Math.PI) / 2;
            case TWEEDIE, FORMULA -> throw new AssertionError("no closed form");
          };
    }
    return sum;
  }

  private static double logFactorial(double y) {
    double sum = 0;
    for (int j = 2; j <= y; j++) {
      sum += Math.log(j);
    }
    return sum;
  }

  private static LossUnderTest categorical(String member, Object value) {
    Declared declared =
        new Declared(
            Distribution.CATEGORICAL,
            Precision.FLOAT,
            Reduction.MEAN,
            OptionalInt.of(3),
            Map.of(member, value));
    ClassLoader loader = Compiling.load(Compiling.compile(declared.source("Shaped")));
    try {
      return LossUnderTest.ofSize(declared, loader.loadClass("cross.ShapedLoss"), 3);
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }

  @Test
  void perplexityIsOfTheSurprisalAlone() {
    LossUnderTest smoothed = categorical("labelSmoothing", 0.1);
    float[] logits = {20, 0, 0};
    int[] classes = {0};

    assertThatIllegalStateException()
        .isThrownBy(() -> smoothed.loss().forward(logits, classes).perplexity())
        .withMessage(
            "perplexity() is of a surprisal, and this is a loss with labelSmoothing:"
                + " ask the value of surprisal(outputs, targets) for it");
    assertThat(smoothed.loss().surprisal(logits, classes).perplexity())
        .isCloseTo(1.000000004122307, within(1e-12));
    assertThat(categorical("zLoss", 0.01).loss().surprisal(logits, classes).bits())
        .isCloseTo(4.122307e-9 / Math.log(2), within(1e-14));
  }

  @Test
  void aTweedieHasNoneInClosedForm() {
    LossUnderTest tweedie =
        CrossProduct.losses().stream()
            .filter(loss -> loss.declared().distribution() == Distribution.TWEEDIE)
            .filter(loss -> loss.declared().members().isEmpty() && loss.size() == 1)
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> tweedie.loss().surprisal(tweedie.reals(0), tweedie.targets(1)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("TWEEDIE has no closed form");
    assertThatIllegalStateException()
        .isThrownBy(() -> tweedie.loss().forward(tweedie.reals(0), tweedie.targets(1)).bits())
        .withMessageContaining("constants left out");
  }

  @Test
  void ofSeveralHeadsIsTheSumOfTheirMeansWhateverTheirFactors() {
    ClassLoader classes =
        CompositeTest.compile(
            "public record Both(",
            "    @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 2,",
            "        labelSmoothing = 0.2, weight = 3) float[] organ,",
            "    @Loss(distribution = GAUSSIAN, activation = IDENTITY, exampleWeights = true,",
            "        weight = 0.5) double[] diameter) {}");
    LossFunction<Object, Object> loss = CompositeTest.loss(classes, "BothLoss");
    Object outputs =
        CompositeTest.create(classes, "Both", new float[] {2, 0, 1, 1}, new double[] {1, 2});
    Object targets =
        CompositeTest.create(
            classes,
            "BothLoss$Targets",
            new int[] {0, 1},
            new Weighted<>(new double[] {1, 0}, new double[] {1, 3}));

    LossValue value = loss.surprisal(outputs, targets);

    double organ = (Math.log1p(Math.exp(-2)) + Math.log(2)) / 2;
    double diameter = Math.log(2 * Math.PI) / 2 + 3 * 2.0 / 4;
    assertThat(value.mean()).isCloseTo(organ + diameter, within(1e-6));
    assertThat(value.bits()).isCloseTo((organ + diameter) / Math.log(2), within(1e-6));
    assertThatIllegalStateException()
        .isThrownBy(() -> loss.forward(outputs, targets).bits())
        .withMessageContaining("several heads");
  }
}
