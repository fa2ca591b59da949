package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.testing.compile.Compilation;
import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Weighted;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loss of all heads of a type: what it adds up, and what it hands on. */
class CompositeTest {
  private static final String[] IMPORTS = {
    "package whole;",
    "import static dev.surprisal.annotation.Activation.*;",
    "import static dev.surprisal.annotation.Distribution.*;",
    "import dev.surprisal.annotation.*;",
  };

  private static final ClassLoader CLASSES =
      compile(
          "public record Scan(",
          "    @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 2,",
          "        ignoreIndex = -1, weight = 3) float[] organ,",
          "    @Loss(distribution = GAUSSIAN, activation = IDENTITY, exampleWeights = true,",
          "        weight = 0.5) double[] diameter) {}");

  private static final float[] LOGITS = {2, 0, 1, 1, 0, 3};
  private static final int[] ORGANS = {0, -1, 1};
  private static final double[] DIAMETERS = {1, 2, 3};
  private static final double[] TRUE_DIAMETERS = {1, 0, 2};
  private static final double[] WEIGHTS = {1, 2, 0.5};

  static ClassLoader compile(String... lines) {
    String[] source = Arrays.copyOf(IMPORTS, IMPORTS.length + lines.length);
    System.arraycopy(lines, 0, source, IMPORTS.length, lines.length);
    String name = lines[0].replaceAll(".*(?:record|class) (\\w+).*", "$1");
    Compilation compilation = Compiling.compile(Compiling.source("whole." + name, source));
    assertThat(compilation.diagnostics()).isEmpty();
    return Compiling.load(compilation);
  }

  static Object create(ClassLoader classes, String name, Object... arguments) {
    try {
      for (Constructor<?> constructor :
          classes.loadClass("whole." + name).getDeclaredConstructors()) {
        boolean isPrivate = Modifier.isPrivate(constructor.getModifiers());
        if (!isPrivate && constructor.getParameterCount() == arguments.length) {
          constructor.setAccessible(true);
          return constructor.newInstance(arguments);
        }
      }
      throw new AssertionError("no constructor of " + arguments.length + " in " + name);
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  @SuppressWarnings("unchecked")
  static LossFunction<Object, Object> loss(ClassLoader classes, String name) {
    return (LossFunction<Object, Object>) create(classes, name);
  }

  static Object call(Object on, String name, Object... arguments) {
    try {
      for (Method method : on.getClass().getDeclaredMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
          method.setAccessible(true);
          return method.invoke(on, arguments);
        }
      }
      throw new AssertionError("no " + name);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new AssertionError(thrown);
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Object scan(float[] organ, double[] diameter) {
    return create(CLASSES, "Scan", organ, diameter);
  }

  private static Object targets(int[] organs, double[] diameters, double[] weights) {
    return create(CLASSES, "ScanLoss$Targets", organs, new Weighted<>(diameters, weights));
  }

  private static Object targets() {
    return targets(ORGANS, TRUE_DIAMETERS, WEIGHTS);
  }

  private static final LossFunction<Object, Object> WHOLE = loss(CLASSES, "ScanLoss");
  private static final LossFunction<Object, Object> ORGAN = loss(CLASSES, "ScanOrganLoss");
  private static final LossFunction<Object, Object> DIAMETER = loss(CLASSES, "ScanDiameterLoss");

  private static LossValue organ() {
    return ORGAN.forward(LOGITS, ORGANS);
  }

  private static LossValue diameter() {
    return DIAMETER.forward(DIAMETERS, new Weighted<>(TRUE_DIAMETERS, WEIGHTS));
  }

  @Test
  void theTotalIsTheWeightedSumOfTheMeans() {
    LossValue total = WHOLE.forward(scan(LOGITS, DIAMETERS), targets());
    double expected = 3 * organ().mean() + 0.5 * diameter().mean();
    assertThat(total.mean()).isCloseTo(expected, within(1e-15));
    assertThat(total.weight()).isEqualTo(3.5);
  }

  @Test
  void reportsEachHeadByItself() {
    Object values = call(WHOLE, "values", scan(LOGITS, DIAMETERS), targets());
    assertThat(call(values, "organ")).isEqualTo(organ());
    assertThat(call(values, "diameter")).isEqualTo(diameter());
    Object twice = call(values, "plus", values);
    assertThat(call(twice, "organ")).isEqualTo(organ().plus(organ()));
    Object zero = field(CLASSES, "ScanLoss$Values", "ZERO");
    assertThat(call(zero, "plus", values)).isEqualTo(values);
  }

  @Test
  void theGradientOfEachHeadIsItsOwnTimesItsWeight() {
    float[] logits = new float[LOGITS.length];
    double[] diameters = new double[DIAMETERS.length];
    Object outputs = scan(LOGITS, DIAMETERS);
    LossValue total = WHOLE.forwardBackward(outputs, targets(), scan(logits, diameters));
    assertThat(total).isEqualTo(WHOLE.forward(outputs, targets()));

    float[] ofOrgan = new float[LOGITS.length];
    ORGAN.forwardBackward(LOGITS, ORGANS, ofOrgan);
    double[] ofDiameter = new double[DIAMETERS.length];
    DIAMETER.forwardBackward(DIAMETERS, new Weighted<>(TRUE_DIAMETERS, WEIGHTS), ofDiameter);
    for (int i = 0; i < logits.length; i++) {
      assertThat((double) logits[i]).isCloseTo(3.0 * ofOrgan[i], within(1e-6));
    }
    for (int i = 0; i < diameters.length; i++) {
      assertThat(diameters[i]).isCloseTo(0.5 * ofDiameter[i], within(1e-15));
    }
  }

  @Test
  void theLossesOfExamplesAreWeightedSums() {
    double[] losses = new double[3];
    WHOLE.perExample(scan(LOGITS, DIAMETERS), targets(), losses);
    double[] organs = new double[3];
    ORGAN.perExample(LOGITS, ORGANS, organs);
    for (int row = 0; row < 3; row++) {
      double error = DIAMETERS[row] - TRUE_DIAMETERS[row];
      double expected = 3 * organs[row] + 0.5 * WEIGHTS[row] * error * error / 2;
      assertThat(losses[row]).isCloseTo(expected, within(1e-12));
    }
    double[] tooShort = {42, 42};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WHOLE.perExample(scan(LOGITS, DIAMETERS), targets(), tooShort))
        .withMessageContaining("losses: length 2, must be 3");
    assertThat(tooShort).containsOnly(42);
  }

  /** All heads are checked before the gradient of the first is written. */
  @Test
  void anErrorNamesTheHeadAndNothingIsWritten() {
    float[] logits = new float[6];
    Arrays.fill(logits, 42);
    double[] diameters = {42, 42, 42};
    Object gradients = scan(logits, diameters);
    Object outputs = scan(LOGITS, DIAMETERS);
    double[] notANumber = {1, 0, Double.NaN};
    refuses(
        () -> WHOLE.forwardBackward(outputs, targets(ORGANS, notANumber, WEIGHTS), gradients),
        "diameter: targets[2] = NaN");
    refuses(
        () -> WHOLE.forwardBackward(outputs, targets(ORGANS, notANumber, WEIGHTS), gradients, 3),
        "diameter: targets[2] = NaN");
    refuses(
        () -> WHOLE.forward(outputs, targets(new int[] {0, 1, 2}, TRUE_DIAMETERS, WEIGHTS)),
        "organ: classes[2] = 2");
    refuses(
        () -> WHOLE.forwardBackward(outputs, targets(), scan(logits, new double[2])),
        "diameter: gradients: length 2");
    refuses(() -> WHOLE.forwardBackward(outputs, targets(), gradients, 0), "denominator = 0.0");
    Object probabilities = scan(new float[] {0.75f, 0.25f, 1, 0, 0, 1, 0.5f, 0.25f}, new double[4]);
    refuses(
        () ->
            WHOLE.forward(
                scan(
                    new float[] {0.25f, 0.75f, 0.125f, 0.875f, 0.75f, 0.25f, 0.375f, 0.625f},
                    new double[4]),
                four()),
        "organ: logits: are probabilities already");
    WHOLE.forward(probabilities, four());
    refuses(
        () -> WHOLE.forwardBackward(outputs, targets(), scan(logits, TRUE_DIAMETERS)),
        "diameter: gradients: is the array of targets itself");
    assertThat(logits).containsOnly(42);
    assertThat(diameters).containsOnly(42);
  }

  private static Object four() {
    return targets(new int[4], new double[4], new double[4]);
  }

  /** What one head writes, no other may read or write. */
  @Test
  void headsDoNotShareArrays() {
    ClassLoader classes =
        compile(
            "record Pair(",
            "    @Loss(distribution = GAUSSIAN, activation = IDENTITY) double[] a,",
            "    @Loss(distribution = GAUSSIAN, activation = IDENTITY, exampleWeights = true)",
            "        double[] b) {}");
    LossFunction<Object, Object> loss = loss(classes, "PairLoss");
    double[] a = {1, 2};
    double[] b = {3, 4};
    double[] ofA = {0, 0};
    double[] ofB = {5, 6};
    double[] weights = {1, 1};
    Object outputs = create(classes, "Pair", a, b);
    Object targets = create(classes, "PairLoss$Targets", ofA, new Weighted<>(ofB, weights));
    for (double[] shared : List.of(b, ofB, weights)) {
      Object gradients = create(classes, "Pair", shared, new double[2]);
      refuses(
          () -> loss.forwardBackward(outputs, targets, gradients),
          "a: gradients: is an array of another head as well");
    }
    Object same = create(classes, "Pair", a, a);
    refuses(
        () -> loss.forwardBackward(outputs, targets, same),
        "a: gradients: is an array of another head as well");
    for (double[] read : List.of(a, b, ofA, ofB, weights)) {
      refuses(() -> loss.perExample(outputs, targets, read), "losses");
    }
    assertThat(a).containsExactly(1, 2);
    assertThat(ofB).containsExactly(5, 6);
    loss.forwardBackward(outputs, targets, outputs);
    assertThat(a).containsExactly(0.5, 1);
  }

  /** What the gradient of a head is of: its sum, if that is its reduction. */
  @Test
  void theTotalTakesTheSumOfAHeadThatIsSummed() {
    ClassLoader classes =
        compile(
            "record Sums(",
            "    @Loss(distribution = GAUSSIAN, activation = IDENTITY,",
            "        reduction = Reduction.SUM) double[] a,",
            "    @Loss(distribution = GAUSSIAN, activation = IDENTITY) double[] b) {}");
    Object outputs = create(classes, "Sums", new double[] {2, 2}, new double[] {2, 2});
    Object targets = create(classes, "SumsLoss$Targets", new double[2], new double[2]);
    assertThat(loss(classes, "SumsLoss").forward(outputs, targets).mean()).isEqualTo(4 + 2);
  }

  static Object field(ClassLoader classes, String type, String name) {
    try {
      Field field = classes.loadClass("whole." + type).getField(name);
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException missing) {
      throw new AssertionError(missing);
    }
  }

  private static void refuses(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }

  @Test
  void aBatchInWhichNothingCountsIsWorthNothing() {
    float[] logits = {Float.NaN, 1, 2, 3, 4, 5};
    double[] diameters = {Double.NaN, 1, 2};
    float[] written = new float[6];
    double[] writtenDiameters = new double[3];
    Object nothing = targets(new int[] {-1, -1, -1}, TRUE_DIAMETERS, new double[3]);
    LossValue value =
        WHOLE.forwardBackward(scan(logits, diameters), nothing, scan(written, writtenDiameters));
    assertThat(value).isEqualTo(LossValue.ZERO);
    assertThat(written).containsOnly(0);
    assertThat(writtenDiameters).containsOnly(0);
  }
}
