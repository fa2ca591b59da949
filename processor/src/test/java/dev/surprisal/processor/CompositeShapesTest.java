package dev.surprisal.processor;

import static dev.surprisal.processor.CompositeTest.call;
import static dev.surprisal.processor.CompositeTest.compile;
import static dev.surprisal.processor.CompositeTest.create;
import static dev.surprisal.processor.CompositeTest.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.LossValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What may hold several heads, and what they may be called. */
class CompositeShapesTest {
  @Test
  void outputsOfFieldsAndMethodsAreARecordOfTheirOwn() {
    ClassLoader classes =
        compile(
            "class Model<T> {",
            "  @Loss(distribution = CATEGORICAL, activation = SOFTMAX) float[] outputs;",
            "  @Loss(distribution = BERNOULLI, activation = SIGMOID, precision = Precision.DOUBLE)",
            "  Model<T> spam() { return this; }",
            "}");
    Object loss =
        create(
            classes,
            "ModelLoss",
            create(classes, "ModelOutputsLoss", 2),
            create(classes, "ModelSpamLoss"));
    Object outputs = create(classes, "ModelLoss$Outputs", new float[] {0, 0}, new double[] {0});
    Object targets = create(classes, "ModelLoss$Targets", new int[] {1}, new double[] {1});
    LossValue total = (LossValue) call(loss, "forward", outputs, targets);
    assertThat(total.mean()).isCloseTo(2 * Math.log(2), within(1e-15));
  }

  @Test
  void genericAndNestedRecordsHoldTheirOwnOutputs() {
    ClassLoader classes =
        compile(
            "class Outer {",
            "  record Inner<T, S>(",
            "      @Loss(distribution = BERNOULLI, activation = SIGMOID) double[] yes,",
            "      T between,",
            "      @Loss(distribution = BERNOULLI, activation = SIGMOID) double[] no) {}",
            "}");
    Object outputs = create(classes, "Outer$Inner", new double[] {0}, "x", new double[] {0});
    Object targets = create(classes, "OuterInnerLoss$Targets", new double[] {1}, new double[] {0});
    LossValue total = loss(classes, "OuterInnerLoss").forward(outputs, targets);
    assertThat(total.mean()).isCloseTo(2 * Math.log(2), within(1e-15));
  }

  /** Arguments of the generated methods have names that heads may have as well. */
  @Test
  void headsMayHaveAnyName() {
    String head = "@Loss(distribution = BERNOULLI, activation = SIGMOID) float[] ";
    List<String> names =
        List.of(
            "outputs",
            "targets",
            "gradients",
            "losses",
            "denominator",
            "denominators",
            "divisor",
            "replacedBy",
            "head",
            "refused",
            "other",
            "values",
            "weight",
            "mean",
            "sum",
            "rows",
            "max",
            "fill",
            "check",
            "plus",
            "total");
    compile("record Names(", head + String.join(",\n" + head, names) + ") {}");
  }

  /** As many doubles as a constructor takes: one more is refused. */
  @Test
  void aTypeMayHaveAHundredAndTwentySevenHeads() {
    String names = IntStream.range(0, 127).mapToObj(i -> "h" + i).collect(Collectors.joining(", "));
    compile(
        "class Many {",
        "  @Loss(distribution = BERNOULLI, activation = SIGMOID) float[] " + names + ";",
        "}");
  }
}
