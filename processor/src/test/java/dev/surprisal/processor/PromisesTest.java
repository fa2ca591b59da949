package dev.surprisal.processor;

import static dev.surprisal.processor.CompositeTest.call;
import static dev.surprisal.processor.GeneratedLossTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.linear.LinearHead;
import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Workers;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link LossFunction} says of all losses, where no other test asks it of all combinations of
 * options and of composites. {@link GeneratedLossTest} has calls in place, arguments that are only
 * read and micro-batches; {@link AllocationTest} what is allocated, {@link SharedRowsTest} several
 * threads, {@link UncountedRowsTest}, {@link ExtremeOutputsTest} and {@link BadInputTest} the rows
 * and arguments of which their names speak.
 */
class PromisesTest {
  private static final double DENOMINATOR = 17;
  private static final int THREADS = 3;
  private static final ExecutorService POOL = Executors.newFixedThreadPool(THREADS);

  static List<LossUnderTest> losses() {
    return CrossProduct.losses();
  }

  static List<CompositeCase> composites() {
    return CompositeCase.all();
  }

  /** Those whose heads have a row for each example. */
  static List<CompositeCase> compositesOfExamples() {
    return composites().stream()
        .filter(composite -> composite.heads().stream().allMatch(head -> head.positions() == 1))
        .toList();
  }

  @AfterAll
  static void shutDown() {
    POOL.shutdown();
  }

  /** All that a loss has to say of a batch. */
  private static List<Object> results(Batch batch) {
    LossUnderTest loss = batch.loss();
    double[] outputs = batch.outputs();
    Object targets = batch.arguments();
    Pass pass = loss.forwardBackward(outputs, targets);
    Pass part = loss.forwardBackward(outputs, targets, DENOMINATOR);
    return List.of(
        loss.forward(outputs, targets),
        pass.value(),
        pass.gradients(),
        part.value(),
        part.gradients(),
        loss.perExample(outputs, targets),
        loss.predict(outputs),
        loss.curvature(outputs, targets));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theValueIsThatOfTheLossAloneWhateverDividesTheGradient(LossUnderTest loss) {
    for (int examples : new int[] {0, 1, 7}) {
      Batch batch = Batch.random(loss, new Random(59), examples);
      Object targets = batch.arguments();
      LossValue value = loss.forward(batch.outputs(), targets);
      assertThat(loss.forwardBackward(batch.outputs(), targets).value()).isEqualTo(value);
      assertThat(loss.forwardBackward(batch.outputs(), targets, DENOMINATOR).value())
          .isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theLossesOfExamplesAddUp(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(61), 40);
    double[] losses = loss.perExample(batch.outputs(), batch.arguments());
    double tolerance =
        GeneratedLossTest.tolerance(loss) * Arrays.stream(losses).map(Math::abs).sum();
    assertThat(Arrays.stream(losses).sum())
        .isCloseTo(loss.forward(batch.outputs(), batch.arguments()).sum(), within(tolerance));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theGradientOfAPartHasTheSameBitsInPlace(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(67), 7);
    Object targets = batch.arguments();
    Object inPlace = loss.reals(batch.outputs());
    LossValue value = loss.loss().forwardBackward(inPlace, targets, inPlace, DENOMINATOR);
    assertSame(
        new Pass(value, LossUnderTest.doubles(inPlace)),
        loss.forwardBackward(batch.outputs(), targets, DENOMINATOR));
  }

  /** Whatever was called before, and whatever is called beside it. */
  @Test
  void eachCallGivesTheSameBits() throws Exception {
    List<Batch> batches =
        losses().stream().map(loss -> Batch.random(loss, new Random(71), 7)).toList();
    List<List<Object>> first = batches.stream().map(PromisesTest::results).toList();
    Callable<Void> again =
        () -> {
          for (int i = 0; i < batches.size(); i++) {
            Object[] results = results(batches.get(i)).toArray();
            if (!Arrays.deepEquals(results, first.get(i).toArray())) {
              assertThat(results).as(batches.get(i).loss().toString()).isEqualTo(first.get(i));
            }
          }
          return null;
        };
    for (Future<Void> thread : POOL.invokeAll(Collections.nCopies(2 * THREADS, again))) {
      thread.get();
    }
  }

  /** One collection for all: it takes longer than all calls. */
  @Test
  void noCallKeepsItsArguments() {
    List<WeakReference<Object>> arguments = new ArrayList<>();
    for (LossUnderTest loss : losses()) {
      Batch batch = Batch.random(loss, new Random(79), 2);
      Object outputs = loss.reals(batch.outputs());
      Object targets = batch.arguments();
      Object written = loss.reals(batch.outputs());
      double[] losses = new double[batch.rows()];
      loss.loss().forward(outputs, targets);
      loss.loss().forwardBackward(outputs, targets, written);
      loss.loss().forwardBackward(outputs, targets, written, DENOMINATOR);
      loss.loss().perExample(outputs, targets, losses);
      loss.loss().predict(outputs, written);
      loss.loss().curvature(outputs, targets, written);
      Stream.of(outputs, targets, written, losses).map(WeakReference::new).forEach(arguments::add);
    }
    System.gc();
    assertThat(arguments).allMatch(argument -> argument.get() == null);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void noCurvatureIsNegativeButOfCapsZLossesAndFocus(LossUnderTest loss) {
    boolean isBent =
        Stream.of("softCap", "zLoss", "focal").anyMatch(loss.declared().members()::containsKey);
    if (isBent || loss.declared().isOfOracle() && loss.declared().outputsPerValue() > 1) {
      return; // Those of scales and shapes have bounds beside them.
    }
    Batch batch = Batch.random(loss, new Random(83), 9);
    assertThat(Arrays.stream(loss.curvature(batch.outputs(), batch.arguments())))
        .allMatch(second -> second >= 0);
  }

  private static List<Batch> batches(CompositeCase composite, int examples) {
    Random random = new Random(89);
    return composite.batches(head -> Batch.random(head, random, examples));
  }

  @ParameterizedTest
  @MethodSource("composites")
  void aCompositeHasTheValuesOfItsHeads(CompositeCase composite) {
    List<Batch> batches = batches(composite, 7);
    Object outputs = composite.outputs(batches);
    Object targets = composite.targets(batches);
    Object gradients = composite.gradients(batches);
    Object values = call(composite.loss(), "values", outputs, targets);
    Object denominators = call(composite.loss(), "denominators", targets);
    for (Batch batch : batches) {
      assertThat(CompositeCase.component(values, batches.indexOf(batch)))
          .isEqualTo(batch.loss().forward(batch.outputs(), batch.arguments()));
    }
    assertThat(call(composite.loss(), "valuesAndGradients", outputs, targets, gradients))
        .isEqualTo(values);
    Object twice = call(denominators, "plus", denominators);
    assertThat(call(composite.loss(), "valuesAndGradients", outputs, targets, gradients, twice))
        .isEqualTo(values);
    Object total = call(values, "weightedTotal");
    assertThat(composite.loss().forward(outputs, targets)).isEqualTo(total);
    assertThat(composite.loss().forwardBackward(outputs, targets, gradients)).isEqualTo(total);
  }

  @ParameterizedTest
  @MethodSource("compositesOfExamples")
  void theLossesOfExamplesAreThoseOfTheHeads(CompositeCase composite) {
    List<Batch> batches = batches(composite, 7);
    double[] expected = new double[7];
    for (int head = 0; head < batches.size(); head++) {
      Batch batch = batches.get(head);
      double[] own = batch.loss().perExample(batch.outputs(), batch.arguments());
      for (int row = 0; row < expected.length; row++) {
        expected[row] += composite.weight(head) * own[row];
      }
    }
    double[] losses = new double[expected.length];
    composite.loss().perExample(composite.outputs(batches), composite.targets(batches), losses);
    assertThat(losses).containsExactly(expected, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("composites")
  void aCompositeHasTheSameBitsInPlaceAndShared(CompositeCase composite) {
    Random random = new Random(97);
    List<Batch> batches = composite.batches(head -> Batch.ofSeveralChunks(head, random));
    Object targets = composite.targets(batches);
    Object gradients = composite.gradients(batches);
    LossValue value =
        composite.loss().forwardBackward(composite.outputs(batches), targets, gradients);
    LossFunction<Object, Object> shared = composite.loss().on(Workers.of(POOL, THREADS));
    for (LossFunction<Object, Object> loss : List.of(composite.loss(), shared)) {
      Object inPlace = composite.outputs(batches);
      assertThat(loss.forwardBackward(inPlace, targets, inPlace)).isEqualTo(value);
      assertThat(composite.reals(inPlace)).containsExactlyElementsOf(composite.reals(gradients));
    }
  }

  @ParameterizedTest
  @MethodSource("composites")
  void aCompositeWritesGradientsAlone(CompositeCase composite) {
    List<Batch> batches = batches(composite, 7);
    Object outputs = composite.outputs(batches);
    List<Object> arguments = batches.stream().map(Batch::arguments).toList();
    Object targets = composite.targets(arguments.toArray());
    composite.loss().forward(outputs, targets);
    composite.loss().forwardBackward(outputs, targets, composite.gradients(batches));
    assertThat(composite.reals(outputs))
        .containsExactlyElementsOf(batches.stream().map(Batch::outputs).toList());
    for (int head = 0; head < batches.size(); head++) {
      assertThat(arguments.get(head))
          .usingRecursiveComparison()
          // To which NaN is NaN.
          .withComparatorForType(Float::compare, Float.class)
          .withComparatorForType(Double::compare, Double.class)
          .isEqualTo(batches.get(head).arguments());
    }
  }

  /** What is wrong with the last head is found before the gradients of the first are written. */
  @ParameterizedTest
  @MethodSource("composites")
  void aCompositeWritesNothingWhereAHeadIsWrong(CompositeCase composite) {
    List<Batch> batches = batches(composite, 7);
    int last = batches.size() - 1;
    Object[] arguments = batches.stream().map(Batch::arguments).toArray();
    arguments[last] = batches(composite, 8).get(last).arguments();
    Object wrong = composite.targets(arguments);
    Object outputs = composite.outputs(batches);
    // Other numbers than those that would be written.
    Object gradients = composite.outputs(batches);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> composite.loss().forwardBackward(outputs, wrong, gradients),
            () -> composite.loss().forward(outputs, wrong))) {
      assertThatIllegalArgumentException()
          .isThrownBy(call)
          .withMessageStartingWith("h" + last + ": ");
    }
    assertThat(composite.reals(gradients))
        .containsExactlyElementsOf(batches.stream().map(Batch::outputs).toList());
  }

  static Stream<LinearCase> linearCases() {
    LinearCase.Shape inTiles = new LinearCase.Shape(23, 13, 37, 7 * 4 * (37 + 2 * 13));
    return LinearHeadTest.declarations().map(head -> new LinearCase(head, inTiles, true));
  }

  @ParameterizedTest
  @MethodSource("linearCases")
  void theLossesOfExamplesOfALinearHeadAddUp(LinearCase it) {
    double[] losses = new double[it.classes.length];
    it.loss.perExample(it.head, it.targets(), losses);
    double sum = Arrays.stream(losses).sum();
    assertThat(it.loss.forward(it.head, it.targets()).sum()).isCloseTo(sum, within(1e-6 * sum));
  }

  @ParameterizedTest
  @MethodSource("linearCases")
  void aLinearHeadIsReadOnly(LinearCase it) {
    LinearHead head = copy(it.head);
    Object targets = it.targets();
    int rows = it.classes.length;
    it.loss.forward(it.head, targets);
    it.loss.forwardBackward(it.head, targets, it.head.zeros());
    it.loss.perExample(it.head, targets, new double[rows]);
    it.loss.best(it.head, new int[rows], new double[rows]);
    assertThat(it.head).usingRecursiveComparison().isEqualTo(head);
    assertThat(targets).usingRecursiveComparison().isEqualTo(it.targets());
  }

  private static LinearHead copy(LinearHead head) {
    return new LinearHead(head.inputs().clone(), head.weights().clone(), head.bias().clone());
  }

  @ParameterizedTest
  @MethodSource("linearCases")
  void microBatchesOfALinearHeadAddUp(LinearCase it) {
    LinearHead whole = it.head.zeros();
    LossValue value = it.loss.forwardBackward(it.head, it.targets(), whole, DENOMINATOR);
    int cut = 9;
    LossValue values = LossValue.ZERO;
    double[] byInputs = {};
    double[] byWeights = new double[whole.weights().length];
    double[] byBias = new double[whole.bias().length];
    for (int[] part : new int[][] {{0, cut}, {cut, it.classes.length}}) {
      LinearHead head = it.rows(part[0], part[1]);
      LinearHead gradients = head.zeros();
      Object targets = it.targets(part[0], part[1]);
      values = values.plus(it.loss.forwardBackward(head, targets, gradients, DENOMINATOR));
      byInputs =
          DoubleStream.concat(Arrays.stream(byInputs), doubles(gradients.inputs())).toArray();
      add(gradients.weights(), byWeights);
      add(gradients.bias(), byBias);
    }
    LinearHeadTest.assertClose(whole.inputs(), byInputs);
    LinearHeadTest.assertClose(whole.weights(), byWeights);
    LinearHeadTest.assertClose(whole.bias(), byBias);
    assertThat(values.weight()).isCloseTo(value.weight(), within(1e-12 * value.weight()));
    assertThat(values.sum()).isCloseTo(value.sum(), within(1e-6 * value.sum()));
  }

  private static DoubleStream doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }

  private static void add(float[] values, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }
}
