package dev.surprisal.samples.common;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Loss;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CommonTest {
  private static final Offset<Double> TINY = within(1e-12);

  @Test
  void readsAllDigits() {
    Digits digits = Digits.read();
    assertThat(digits.count()).isEqualTo(1797);
    assertThat(digits.labels()).startsWith(0, 1, 2, 3).contains(9);
    for (float pixel : digits.pixels()) {
      assertThat(pixel).isBetween(0f, 1f);
    }
  }

  @Test
  void eachExampleIsHeldOutOnceAndNeverLearnedThen() {
    List<Split> folds = Split.folds(23, new Random(1));
    assertThat(folds.stream().flatMapToInt(fold -> IntStream.of(fold.heldOut())))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 23).boxed().toList());
    for (Split fold : folds) {
      assertThat(fold.learned()).hasSize(23 - fold.heldOut().length);
      assertThat(IntStream.of(fold.heldOut()).boxed()).doesNotContainAnyElementsOf(fold.learned());
      assertThat(fold.batches(4, new Random(1)).stream().flatMapToInt(IntStream::of))
          .containsExactlyInAnyOrderElementsOf(fold.learned());
    }
  }

  @Test
  void standardisesByTheRowsItIsGiven() {
    float[] values = {1, 10, 3, 20, 100, 1000};
    float[] standard = Standard.of(values, 2, new int[] {0, 1}).apply(values);
    assertThat(standard).containsExactly(-1, -1, 1, 1, 98, 197);
  }

  @Test
  void readsAllInsured() {
    Insured people = Insured.read();
    assertThat(people.count()).isEqualTo(5900);
    assertThat(people.inputs()).hasSize(5900 * Insured.INPUTS);
    assertThat(people.inputs()).startsWith((float) Math.log(101), 9.53f, 4, 43);
    assertThat(people.visits()).startsWith(0, 0, 0, 6);
  }

  @Test
  void solvesLinearEquations() {
    double[][] matrix = {{4, 0, 0}, {2, 5, 0}, {-1, 3, 6}};
    double[] right = {4 + 4 - 3, 2 + 10 + 9, -1 + 6 + 18};
    assertThat(Cholesky.solved(matrix, right)).containsExactly(new double[] {1, 2, 3}, TINY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cholesky.solved(new double[][] {{1, 0}, {2, 1}}, new double[2]))
        .withMessage("the matrix is not positive definite");
  }

  @Test
  void rowsAreSelectedAndSearched() {
    float[] values = {1, 2, 5, 4, 3, 3};
    assertThat(Rows.of(values, 2, new int[] {2, 0})).containsExactly(3, 3, 1, 2);
    assertThat(Rows.of(new int[] {7, 8, 9}, new int[] {1, 1})).containsExactly(8, 8);
    assertThat(Rows.largest(values, 2, 0)).isEqualTo(1);
    assertThat(Rows.largest(values, 2, 1)).isZero();
    assertThat(Rows.largest(values, 2, 2)).isZero();
  }

  @Test
  void gradientsOfANetworkAreDifferences() {
    Network network = new Network(3, 5, 2, new Random(2));
    float[] inputs = {0.5f, -1, 2, 1, 0.25f, -0.75f};
    network.backward(inputs, CommonTest::halfSquares);
    for (Parameters some : network.parameters()) {
      float[] expected = some.gradients().clone();
      for (int i = 0; i < expected.length; i++) {
        float value = some.values()[i];
        some.values()[i] = value + 1e-2f;
        double above = halfSquares(network.outputs(inputs));
        some.values()[i] = value - 1e-2f;
        double below = halfSquares(network.outputs(inputs));
        some.values()[i] = value;
        assertThat((double) expected[i]).isCloseTo((above - below) / 2e-2, within(2e-3));
      }
    }
  }

  /** Its gradient by the outputs are the outputs themselves. */
  private static double halfSquares(float[] outputs) {
    double sum = 0;
    for (float output : outputs) {
      sum += 0.5 * output * output;
    }
    return sum;
  }

  @Loss(distribution = GAUSSIAN, activation = IDENTITY)
  interface Noise {}

  @Test
  void whatIsHeldOutIsNotLearned() {
    Random random = new Random(3);
    int count = 60;
    float[] inputs = new float[count * 5];
    float[] targets = new float[count];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < count; i++) {
      targets[i] = random.nextBoolean() ? 1 : -1;
    }
    float[] outputs =
        new CrossValidation(32, 1, 200, 1e-2)
            .outputs(inputs, targets, new CommonTestNoiseLoss(), 1, () -> {});
    double agreement = 0;
    for (int i = 0; i < count; i++) {
      agreement += Math.signum(outputs[i]) * targets[i] / count;
    }
    assertThat(agreement).as("of predictions with noise").isBetween(-0.3, 0.3);
  }

  @Test
  void adamFindsAMinimum() {
    float[] values = {5, -3};
    float[] gradients = new float[2];
    Adam adam = new Adam(0.1, List.of(new Parameters(values, gradients)));
    for (int step = 0; step < 500; step++) {
      gradients[0] = values[0] - 1;
      gradients[1] = 100 * (values[1] - 2);
      adam.step();
    }
    assertThat(values[0]).isCloseTo(1, within(0.01f));
    assertThat(values[1]).isCloseTo(2, within(0.01f));
  }

  @Test
  void aRowThatWasLeftOutIsMovedAsIfItHadHadNoGradient() {
    float[] always = {1, 1};
    float[] sometimes = {1, 1};
    AdamTable first = new AdamTable(always, 1, 0.99, 1e-8);
    AdamTable second = new AdamTable(sometimes, 1, 0.99, 1e-8);
    for (int step = 1; step <= 5; step++) {
      first.step(step, 0.1, 0, new float[] {step == 1 || step == 5 ? 1 : 0}, 0);
    }
    second.step(1, 0.1, 0, new float[] {1}, 0);
    float between = sometimes[0];
    second.step(5, 0.1, 0, new float[] {1}, 0);
    // The averages are the same in the last step; what momentum moved between is not made up for.
    assertThat(sometimes[0]).isBetween(between - 0.1f, between);
    assertThat(always[0]).isLessThan(sometimes[0]);
  }

  @Command(name = "some")
  private static final class Some extends Sample {
    @Option(names = "--number")
    private int number = 1;

    @Override
    protected void run() {
      requirePositive("--number", number);
    }
  }

  @Test
  void refusesOptionsInALine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    String pictures = folder.resolve("new").toString();
    assertThat(refusal("--pictures", pictures, "--number", "0"))
        .startsWith("--number = 0: must be more than 0");
    assertThat(refusal("--pictures", file.toString()))
        .startsWith("--pictures = " + file + ": there can be no such folder");
    assertThat(new CommandLine(new Some()).execute("--pictures", pictures)).isZero();
    assertThat(folder.resolve("new")).isDirectory();
  }

  private static String refusal(String... arguments) {
    StringWriter errors = new StringWriter();
    CommandLine line = new CommandLine(new Some()).setErr(new PrintWriter(errors));
    assertThat(line.execute(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);
    return errors.toString();
  }
}
