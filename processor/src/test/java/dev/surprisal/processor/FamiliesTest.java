package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.LossUnderTest.Pass;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Losses, gradients and curvatures of single values against numbers of many digits, which come from
 * no library of losses. A README beside the file says where they come from.
 */
class FamiliesTest {
  private static final Path FILE = Path.of("src", "test", "resources", "oracle", "families.json");

  /** What a formula that does not cancel is off by, in such units, and what our primitives add. */
  private static final double UNITS = 3 + 5;

  private static final double UNIT = 0x1p-53;

  private static final double FLOAT_UNIT = 0x1p-24;

  /**
   * A value and its target.
   *
   * @param id its name
   * @param json as it stands in the file
   */
  record Case(String id, JsonObject json) {
    Distribution family() {
      return Distribution.valueOf(json.get("family").getAsString());
    }

    double[] outputs() {
      return elements("outputs").mapToDouble(JsonElement::getAsDouble).toArray();
    }

    /** Members of the declaration. */
    Map<String, Object> members() {
      Map<String, Object> members = new TreeMap<>();
      JsonObject parameters = json.getAsJsonObject("parameters");
      for (String name : List.of("quantile", "power", "degreesOfFreedom")) {
        if (parameters.has(name)) {
          members.put(name, parameters.get(name).getAsDouble());
        }
      }
      for (String name : List.of("trials", "components")) {
        if (parameters.has(name)) {
          members.put(name, parameters.get(name).getAsInt());
        }
      }
      if (parameters.has("scale") && parameters.get("scale").getAsString().equals("LEARNED")) {
        members.put("variance", Variance.LEARNED);
      }
      if (isOutlived()) {
        members.put("censored", true);
      }
      return members;
    }

    /** Whether the target is a time that was outlived. */
    boolean isOutlived() {
      return json.has("outlived") && json.get("outlived").getAsBoolean();
    }

    /** The values of an example: one, but for classes in an order, an output for all but one. */
    int size() {
      JsonElement classes = json.getAsJsonObject("parameters").get("classes");
      return classes == null ? 1 : classes.getAsInt() - 1;
    }

    /** Below 0 if it was outlived. */
    double target() {
      double target = json.get("target").getAsDouble();
      return isOutlived() ? -target : target;
    }

    Stream<JsonElement> elements(String name) {
      return elements(json, name);
    }

    private static Stream<JsonElement> elements(JsonObject json, String name) {
      JsonElement found = json.get(name);
      return found instanceof JsonArray array
          ? StreamSupport.stream(array.spliterator(), false)
          : Stream.of(found);
    }

    /** What the loss leaves out, if it has a closed form. */
    Optional<BigDecimal> constants() {
      JsonElement constants = json.get("constants");
      return constants.isJsonNull() ? Optional.empty() : Optional.of(constants.getAsBigDecimal());
    }

    double[] conditions(String name) {
      return elements(json.getAsJsonObject("condition"), name)
          .mapToDouble(JsonElement::getAsDouble)
          .toArray();
    }

    /** Whether outputs and target are floats as they are. */
    boolean isOfFloats() {
      return (float) target() == target()
          && Arrays.stream(outputs()).allMatch(output -> (float) output == output);
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /** Of the families that there are. */
  static List<Case> cases() {
    List<String> names = Arrays.stream(Distribution.values()).map(Enum::name).toList();
    JsonObject all = JsonParser.parseString(Compiling.read(FILE)).getAsJsonObject();
    return Case.elements(all, "cases")
        .map(JsonElement::getAsJsonObject)
        .filter(json -> names.contains(json.get("family").getAsString()))
        .map(json -> new Case(json.get("id").getAsString(), json))
        .toList();
  }

  static List<Case> casesOfFloats() {
    return cases().stream().filter(Case::isOfFloats).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inDouble(Case given) {
    assertRight(given, Precision.DOUBLE, UNITS * UNIT, 0, Double.MAX_VALUE);
  }

  @ParameterizedTest
  @MethodSource("casesOfFloats")
  void inFloat(Case given) {
    assertRight(given, Precision.FLOAT, UNITS * UNIT, FLOAT_UNIT, Float.MAX_VALUE);
  }

  /** The loss and the constants that it leaves out. */
  @ParameterizedTest
  @MethodSource("cases")
  void surprisals(Case given) {
    if (given.constants().isEmpty()) {
      return;
    }
    Declared declared =
        new Declared(
            given.family(),
            Precision.DOUBLE,
            Reduction.SUM,
            OptionalInt.of(given.size()),
            given.members());
    LossUnderTest loss = LOSSES.computeIfAbsent(declared, LossUnderTest::compiled);
    double nll = given.elements("nll").findFirst().orElseThrow().getAsDouble();
    double constants = given.constants().get().doubleValue();
    double size = Math.abs(nll) + Math.abs(constants) + given.conditions("nll")[0];
    if (declared.options().trials().isPresent()) {
      // What is left of logarithms of factorials.
      double trials = declared.options().trials().getAsDouble();
      size += trials * Math.log1p(trials);
    }

    double sum =
        loss.loss()
            .surprisal(loss.reals(given.outputs()), loss.targets(new double[] {given.target()}))
            .sum();

    assertThat(sum).as("%s", given).isCloseTo(nll + constants, within(2 * UNITS * UNIT * size));
  }

  private static final Map<Declared, LossUnderTest> LOSSES = new ConcurrentHashMap<>();

  private static void assertRight(
      Case given, Precision precision, double unit, double rounding, double largest) {
    Declared declared =
        new Declared(
            given.family(),
            precision,
            Reduction.SUM,
            OptionalInt.of(given.size()),
            given.members());
    LossUnderTest loss = LOSSES.computeIfAbsent(declared, LossUnderTest::compiled);
    double[] outputs = given.outputs();
    Object targets = loss.targets(new double[] {given.target()});
    Pass pass = loss.forwardBackward(outputs, targets, 1);
    // The logistic function of float heads is calculated in float.
    boolean isLogistic =
        given.family() == Distribution.BINOMIAL || given.family() == Distribution.ORDINAL;
    boolean isInFloat = rounding > 0 && isLogistic;
    double units = isInFloat ? UNITS * FLOAT_UNIT : unit;
    double[] sum = {pass.value().sum()};
    assertClose(given, "nll", sum, units, 0, Double.MAX_VALUE);
    assertClose(given, "gradient", pass.gradients(), units, rounding, largest);
    assertClose(given, "curvature", loss.curvature(outputs, targets), units, rounding, largest);
  }

  private static double largestGradient(Case given) {
    return given.elements("gradient").mapToDouble(e -> Math.abs(e.getAsDouble())).max().orElse(0);
  }

  /** What is too large for a number may be infinite. */
  private static void assertClose(
      Case given, String name, double[] actual, double unit, double rounding, double largest) {
    List<BigDecimal> expected = given.elements(name).map(JsonElement::getAsBigDecimal).toList();
    double[] conditions = given.conditions(name);
    assertThat(actual).hasSameSizeAs(conditions);
    for (int i = 0; i < actual.length; i++) {
      double value = expected.get(i).doubleValue();
      if (Math.abs(value) > largest) {
        assertThat(actual[i]).as(given + ": " + name).isEqualTo(Math.signum(value) / 0.0);
        continue;
      }
      // Curvatures of a beta distribution cancel where the mean is 0 or 1.
      boolean cancels = given.family() == Distribution.BETA && name.equals("curvature");
      double size = cancels ? Math.max(Math.abs(value), largestGradient(given)) : Math.abs(value);
      double bound = unit * (size + conditions[i]) + rounding * size;
      boolean isInDouble = rounding == 0 && unit < FLOAT_UNIT;
      double least = isInDouble ? Double.MIN_NORMAL : Float.MIN_NORMAL;
      double error = expected.get(i).subtract(new BigDecimal(actual[i])).abs().doubleValue();
      assertThat(error)
          .as("%s: %s %d is %s, not %s", given, name, i, actual[i], value)
          .isLessThanOrEqualTo(bound + least);
    }
  }
}
