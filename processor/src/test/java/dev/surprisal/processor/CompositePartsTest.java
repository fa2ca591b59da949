package dev.surprisal.processor;

import static dev.surprisal.processor.CompositeCase.component;
import static dev.surprisal.processor.CompositeTest.call;
import static dev.surprisal.processor.CompositeTest.create;
import static dev.surprisal.processor.CompositeTest.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Weighted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The gradients of the parts of a batch are those of the whole batch, whatever its heads count. */
class CompositePartsTest {
  private static final int MOST_EXAMPLES = 12;
  private static final int PARTS = 3;

  /** A batch for each head, and the parts of it, some of which may be empty. */
  private record Drawn(List<Batch> whole, List<List<Batch>> parts) {
    /**
     * @param random the source of it all
     * @param isAlike whether all heads have the same number of examples in each part
     */
    static Drawn of(CompositeCase composite, Random random, boolean isAlike) {
      int[] cuts = cuts(random);
      List<Batch> whole = new ArrayList<>();
      List<List<Batch>> parts = new ArrayList<>();
      IntStream.range(0, PARTS).forEach(part -> parts.add(new ArrayList<>()));
      for (LossUnderTest head : composite.heads()) {
        int[] ownCuts = isAlike ? cuts : cuts(random);
        Batch batch = Batch.random(head, random, ownCuts[PARTS]);
        whole.add(batch);
        for (int part = 0; part < PARTS; part++) {
          int[] rows =
              IntStream.range(
                      ownCuts[part] * head.positions(), ownCuts[part + 1] * head.positions())
                  .toArray();
          parts.get(part).add(batch.rows(rows));
        }
      }
      return new Drawn(whole, parts);
    }

    private static int[] cuts(Random random) {
      int[] cuts = new int[PARTS + 1];
      for (int part = 1; part <= PARTS; part++) {
        cuts[part] = random.nextInt(MOST_EXAMPLES);
      }
      Arrays.sort(cuts);
      return cuts;
    }
  }

  @Test
  void addUpWithTheDenominatorsOfAllPartsTogether() {
    Random random = new Random(19);
    for (CompositeCase composite : CompositeCase.all()) {
      Drawn drawn = Drawn.of(composite, random, random.nextBoolean());
      Object denominators = composite.zero("Denominators");
      for (List<Batch> part : drawn.parts()) {
        Object own = call(composite.loss(), "denominators", composite.targets(part));
        denominators = call(denominators, "plus", own);
      }
      List<double[]> joined = noGradients(composite);
      Object values = composite.zero("Values");
      for (List<Batch> part : drawn.parts()) {
        Object gradients = composite.gradients(part);
        Object value =
            call(
                composite.loss(),
                "valuesAndGradients",
                composite.outputs(part),
                composite.targets(part),
                gradients,
                denominators);
        values = call(values, "plus", value);
        join(joined, gradients);
      }
      assertGradients(composite, joined, drawn.whole());
      for (int head = 0; head < joined.size(); head++) {
        assertValue(composite, head, (LossValue) component(values, head), drawn.whole().get(head));
      }
    }
  }

  private static List<double[]> noGradients(CompositeCase composite) {
    return new ArrayList<>(Collections.nCopies(composite.heads().size(), new double[0]));
  }

  private static void join(List<double[]> joined, Object gradients) {
    for (int head = 0; head < joined.size(); head++) {
      double[] more = LossUnderTest.doubles(component(gradients, head));
      joined.set(
          head,
          DoubleStream.concat(Arrays.stream(joined.get(head)), Arrays.stream(more)).toArray());
    }
  }

  /** Each head's are those of the whole batch, its own times its weight. */
  private static void assertGradients(
      CompositeCase composite, List<double[]> joined, List<Batch> whole) {
    Object gradients = composite.gradients(whole);
    composite.loss().forwardBackward(composite.outputs(whole), composite.targets(whole), gradients);
    for (int head = 0; head < joined.size(); head++) {
      LossUnderTest alone = composite.heads().get(head);
      Batch batch = whole.get(head);
      double weight = composite.weight(head);
      double[] own =
          Arrays.stream(alone.forwardBackward(batch.outputs(), batch.arguments()).gradients())
              .map(gradient -> weight * gradient)
              .toArray();
      double largest = Arrays.stream(own).map(Math::abs).max().orElse(0);
      Offset<Double> rounding = within(GeneratedLossTest.tolerance(alone) * largest);
      String described = composite.name() + " " + alone;
      assertThat(joined.get(head)).as(described).containsExactly(own, rounding);
      assertThat(LossUnderTest.doubles(component(gradients, head)))
          .as(described)
          .containsExactly(own, rounding);
    }
  }

  private static void assertValue(CompositeCase composite, int head, LossValue sum, Batch whole) {
    LossUnderTest alone = composite.heads().get(head);
    LossValue value = alone.forward(whole.outputs(), whole.arguments());
    double tolerance = GeneratedLossTest.tolerance(alone);
    assertThat(sum.weight()).isCloseTo(value.weight(), within(1e-12 * value.weight()));
    assertThat(sum.sum()).isCloseTo(value.sum(), within(tolerance * (1 + Math.abs(value.sum()))));
  }

  /** Where no part refuses the one number, it gives what the denominators of each head would. */
  @Test
  void oneDenominatorIsRefusedWhereItIsNotThatOfAllHeads() {
    Random random = new Random(23);
    int refused = 0;
    int taken = 0;
    for (CompositeCase composite : CompositeCase.all()) {
      Drawn drawn = Drawn.of(composite, random, true);
      double denominator = drawn.whole().get(0).divisor();
      List<double[]> joined = noGradients(composite);
      try {
        for (List<Batch> part : drawn.parts()) {
          Object gradients = composite.gradients(part);
          composite
              .loss()
              .forwardBackward(
                  composite.outputs(part), composite.targets(part), gradients, denominator);
          join(joined, gradients);
        }
      } catch (IllegalArgumentException differ) {
        assertThat(differ).hasMessageContaining("heads that count differently, Denominators[h0=");
        refused++;
        continue;
      }
      assertGradients(composite, joined, drawn.whole());
      taken++;
    }
    assertThat(refused).isPositive();
    assertThat(taken).isPositive();
  }

  private static final ClassLoader FEW =
      CompositeTest.compile(
          "public record Few(",
          "    @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 2, ignoreIndex = -1,",
          "        weight = 1e-7) float[] kind,",
          "    @Loss(distribution = GAUSSIAN, activation = IDENTITY, exampleWeights = true,",
          "        weight = 1e7) float[] length,",
          "    @Loss(distribution = GAUSSIAN, activation = IDENTITY,",
          "        reduction = Reduction.SUM) double[] age) {}");

  @SuppressWarnings("unchecked")
  private static final LossFunction<Object, Object> LOSS =
      (LossFunction<Object, Object>) create(FEW, "FewLoss");

  private static Object few(float kind, float length, double age) {
    return create(FEW, "Few", new float[] {kind, 0}, new float[] {length}, new double[] {age});
  }

  private static Object targets(int kind, double weight) {
    return create(
        FEW,
        "FewLoss$Targets",
        new int[] {kind},
        new Weighted<>(new float[1], new double[] {weight}),
        new double[1]);
  }

  private static Object denominators(double kind, double length, double age) {
    return create(FEW, "FewLoss$Denominators", kind, length, age);
  }

  @Test
  void areCountedByHead() {
    Object first = call(LOSS, "denominators", targets(0, 0.5));
    assertThat(first).isEqualTo(denominators(1, 0.5, 1));
    Object both = call(first, "plus", call(LOSS, "denominators", targets(-1, 3)));
    assertThat(both).isEqualTo(denominators(1, 3.5, 1));
    assertThat(call(field(FEW, "FewLoss$Denominators", "ZERO"), "plus", both)).isEqualTo(both);
  }

  /**
   * A sum is divided by 1, in the whole as in its parts, where a mean of one example is as well.
   */
  @Test
  void oneDenominatorIsNeverThatOfSumsAndMeans() {
    refuses(
        () -> LOSS.forwardBackward(few(0, 0, 0), targets(0, 1), few(0, 0, 0), 4),
        "denominator = 4.0: one number for heads that count differently, Denominators[kind=1.0,"
            + " length=1.0, age=1.0]");
  }

  @Test
  void anErrorNamesTheHeadAndNothingIsWritten() {
    Object outputs = few(2, 3, 4);
    Object gradients = few(42, 42, 42);
    for (double bad : new double[] {0, 1e-31, 1e31, -1, Double.NaN}) {
      refuses(
          () -> write(outputs, targets(0, 1), gradients, denominators(1, bad, 1)),
          "length: denominator = " + bad);
    }
    refuses(() -> call(LOSS, "denominators", targets(2, 1)), "kind: classes[0] = 2");
    refuses(() -> call(LOSS, "denominators", targets(0, -1)), "length: weights[0] = -1.0");
    refuses(
        () -> LOSS.forwardBackward(outputs, targets(0, 1e-31), gradients),
        "length: the weights of the rows sum to 1.0E-31");
    assertThat((float[]) call(gradients, "kind")).containsExactly(42, 0);
    assertThat((float[]) call(gradients, "length")).containsExactly(42);
    assertThat((double[]) call(gradients, "age")).containsExactly(42);
  }

  /** The least and the largest weight go with the least and the largest denominator. */
  @Test
  void everyWeightGoesWithEveryDenominator() {
    Object gradients = few(0, 0, 0);
    for (double kind : new double[] {1e-30, 1, 1e30}) {
      for (double length : new double[] {1e-30, 1, 1e30}) {
        write(few(0, 1, 1), targets(0, 1), gradients, denominators(kind, length, 1e30));
        assertThat((float[]) call(gradients, "kind"))
            .containsExactly((float) (-0.5 * 1e-7 / kind), (float) (0.5 * 1e-7 / kind));
        assertThat((float[]) call(gradients, "length")).containsExactly((float) (1e7 / length));
        assertThat((double[]) call(gradients, "age")).containsExactly(1 / 1e30);
      }
    }
  }

  /** A part in which nothing counts, of a batch of nothing else, is divided by nothing. */
  @Test
  void nothingIsDividedByNothing() {
    Object gradients = few(1, 1, 1);
    write(few(Float.NaN, Float.NaN, 3), targets(-1, 0), gradients, denominators(0, 0, 1));
    assertThat((float[]) call(gradients, "kind")).containsExactly(0, 0);
    assertThat((float[]) call(gradients, "length")).containsExactly(0);
    assertThat((double[]) call(gradients, "age")).containsExactly(3);
  }

  private static void write(Object outputs, Object targets, Object gradients, Object denominators) {
    call(LOSS, "valuesAndGradients", outputs, targets, gradients, denominators);
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }
}
