package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.surprisal.processor.write.LossWriter;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A distribution is one file: {@link LogisticNoise}, in the place of the one that is named. */
class AddedDistributionTest {
  private static final double[] OUTPUTS = {0.3, -2, 41, 0.2, -1.5, 2};
  private static final double[] TARGETS = {1, -2, 40};

  private static Compilation compile(String members) {
    return Compiler.javac()
        .withOptions("-Xlint:all,-processing", "-Werror")
        .withProcessors(new LossProcessor(distribution -> new LogisticNoise(), LossWriter::write))
        .compile(
            Compiling.source(
                "test.Head",
                "package test;",
                "import static dev.surprisal.annotation.Activation.*;",
                "import static dev.surprisal.annotation.Distribution.*;",
                "import dev.surprisal.annotation.*;",
                "@Loss(distribution = GAUSSIAN, activation = IDENTITY, size = 3,",
                "    precision = Precision.DOUBLE" + members + ")",
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

  /** The density of the logistic distribution, as textbooks have it. */
  private static double naive(double mean, double logScale, double target) {
    double scale = Math.exp(logScale);
    double tail = Math.exp(-(target - mean) / scale);
    return -Math.log(tail / (scale * Math.pow(1 + tail, 2)));
  }

  private static double naive(double[] outputs) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += naive(outputs[i], outputs[3 + i], TARGETS[i]);
    }
    return sum;
  }

  private static double[] moved(int index, double by) {
    double[] moved = OUTPUTS.clone();
    moved[index] += by;
    return moved;
  }

  @Test
  void itsLossIsMinusTheLogarithmOfItsDensity() throws ReflectiveOperationException {
    ArrayLossFunction<double[], double[]> loss = loss("");

    LossValue value = loss.forward(OUTPUTS, TARGETS);

    assertThat(value.mean()).isCloseTo(naive(OUTPUTS), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void itsGradientAndCurvatureAreDerived(int output) throws ReflectiveOperationException {
    ArrayLossFunction<double[], double[]> loss = loss("");
    double[] gradients = new double[6];
    double[] hessian = new double[6];

    loss.forwardBackward(OUTPUTS, TARGETS, gradients, hessian);

    double step = 1e-4;
    double up = naive(moved(output, step));
    double down = naive(moved(output, -step));
    assertThat(gradients[output]).isCloseTo((up - down) / (2 * step), within(1e-6));
    double second = (up - 2 * naive(OUTPUTS) + down) / (step * step);
    assertThat(hessian[output]).isCloseTo(second, within(1e-5));
  }

  @Test
  void itsActivationGivesMeansAndScales() throws ReflectiveOperationException {
    double[] predictions = new double[6];

    loss("").predict(OUTPUTS, predictions);

    assertThat(predictions[0]).isEqualTo(0.3);
    assertThat(predictions[3]).isCloseTo(Math.exp(0.2), within(1e-15));
  }

  @Test
  void itsFormulasArePrinted() {
    String text = Compiling.generatedSources(compile("")).get("HeadLoss");

    assertThat(text)
        .contains("the surprisal, in nats, of real numbers under logistic distributions")
        .contains("u           (y - m) exp(-s)")
        .contains("prediction  m, exp(s)");
  }

  @Test
  void optionsThatItHasNoLetterForAreRefused() {
    Compilation compilation = compile(", labelSmoothing = 0.1, layout = Layout.CLASSES_FIRST");

    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation.errors().get(0).getMessage(null))
        .contains("[foreign-member]")
        .contains("There is nothing even that its targets could be smoothed towards.");
  }

  @Test
  void anotherActivationIsRefused() {
    assertThat(new LogisticNoise().misfit(dev.surprisal.annotation.Activation.SOFTMAX))
        .hasValueSatisfying(
            misfit -> assertThat(misfit.instead()).isEqualTo("activation = IDENTITY"));
  }
}
