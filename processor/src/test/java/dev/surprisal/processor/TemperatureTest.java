package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.google.testing.compile.Compilation;
import dev.surprisal.runtime.ArrayLossFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logits over a temperature, by numbers that can be checked by hand. */
class TemperatureTest {
  private static final String CLASSES =
      "distribution = CATEGORICAL, activation = SOFTMAX, size = 3, precision = Precision.DOUBLE";
  private static final String YES_OR_NO =
      "distribution = BERNOULLI, activation = SIGMOID, precision = Precision.DOUBLE";

  private static Compilation compile(String members) {
    return Compiling.compile(
        Compiling.source(
            "test.Head",
            "package test;",
            "import static dev.surprisal.annotation.Activation.*;",
            "import static dev.surprisal.annotation.Distribution.*;",
            "import dev.surprisal.annotation.*;",
            "@Loss(" + members + ")",
            "public interface Head {}"));
  }

  @SuppressWarnings("unchecked")
  private static <T> ArrayLossFunction<double[], T> loss(String members)
      throws ReflectiveOperationException {
    return (ArrayLossFunction<double[], T>)
        Compiling.load(compile(members))
            .loadClass("test.HeadLoss")
            .getDeclaredConstructor()
            .newInstance();
  }

  /** The same text, so the same bits. */
  @ParameterizedTest
  @ValueSource(strings = {CLASSES, YES_OR_NO, CLASSES + ", labelSmoothing = 0.1, softCap = 30"})
  void oneIsThePlainHead(String members) {
    assertThat(Compiling.generatedSources(compile(members + ", temperature = 1")))
        .isEqualTo(Compiling.generatedSources(compile(members)));
  }

  @Test
  void theLossOfClassesIsThatOfQuartersTimesSixteen() throws ReflectiveOperationException {
    ArrayLossFunction<double[], double[]> student =
        loss(CLASSES + ", target = TargetForm.PROBABILITIES, temperature = 4");
    ArrayLossFunction<double[], double[]> plain =
        loss(CLASSES + ", target = TargetForm.PROBABILITIES");
    double[] logits = {8, -4, 2};
    double[] quarters = {2, -1, 0.5};
    double[] teacher = {0.5, 0.25, 0.25};
    double[] gradients = new double[3];
    double[] plainGradients = new double[3];
    double[] probabilities = new double[3];
    double[] plainProbabilities = new double[3];

    double mean = student.forwardBackward(logits, teacher, gradients).mean();
    double plainMean = plain.forwardBackward(quarters, teacher, plainGradients).mean();
    student.predict(logits, probabilities);
    plain.predict(quarters, plainProbabilities);

    assertThat(mean).isCloseTo(16 * plainMean, within(1e-14));
    for (int k = 0; k < 3; k++) {
      assertThat(gradients[k]).isCloseTo(4 * plainGradients[k], within(1e-15));
      assertThat(probabilities[k]).isCloseTo(plainProbabilities[k], within(1e-15));
    }
    assertThat(student.surprisal(logits, teacher).perplexity())
        .isCloseTo(Math.exp(plainMean), within(1e-14));
    assertThatIllegalStateException()
        .isThrownBy(() -> student.forward(logits, teacher).perplexity())
        .withMessageContaining("a loss with temperature");
  }

  @Test
  void theLossOfYesIsThatOfHalvesTimesFour() throws ReflectiveOperationException {
    ArrayLossFunction<double[], double[]> loss = loss(YES_OR_NO + ", temperature = 2");
    double[] gradients = new double[1];
    double[] hessian = new double[1];
    double p = 1 / (1 + Math.exp(-1.5));

    double mean =
        loss.forwardBackward(new double[] {3}, new double[] {1}, gradients, hessian).mean();

    assertThat(mean).isCloseTo(4 * Math.log1p(Math.exp(-1.5)), within(1e-15));
    assertThat(gradients[0]).isCloseTo(-2 * (1 - p), within(1e-15));
    assertThat(hessian[0]).isCloseTo(p * (1 - p), within(1e-15));
    assertThat(loss.surprisal(new double[] {3}, new double[] {1}).mean())
        .isCloseTo(-Math.log(p), within(1e-15));
  }

  /** As without a temperature. */
  @Test
  void whatIsCertainIsSo() throws ReflectiveOperationException {
    ArrayLossFunction<double[], double[]> loss = loss(YES_OR_NO + ", temperature = 2");
    double[] certain = {Double.NEGATIVE_INFINITY};

    assertThat(loss.forward(certain, new double[] {0}).sum()).isZero();
    assertThat(loss.forward(certain, new double[] {1}).sum()).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
