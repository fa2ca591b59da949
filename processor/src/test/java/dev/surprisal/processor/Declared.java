package dev.surprisal.processor;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.express.option.Options;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;

/**
 * A declaration to generate a loss from.
 *
 * @param distribution the distribution
 * @param precision the precision
 * @param reduction the reduction
 * @param size the size, if it is written
 * @param members the other members that are written, by their names
 */
record Declared(
    Distribution distribution,
    Precision precision,
    Reduction reduction,
    OptionalInt size,
    Map<String, Object> members) {

  /** What a distribution is not declared without; where nothing else is written, this is. */
  private static final Map<Distribution, Map<String, Object>> NEEDED =
      Map.of(
          Distribution.ASYMMETRIC_LAPLACE,
          Map.of("quantile", 0.3),
          Distribution.TWEEDIE,
          Map.of("power", 1.5));

  private Map<String, Object> written() {
    Map<String, Object> written = new TreeMap<>(NEEDED.getOrDefault(distribution, Map.of()));
    written.putAll(members);
    return written;
  }

  Options options() {
    return Options.of(written());
  }

  /** The same with one more member. */
  Declared with(String name, Object value) {
    Map<String, Object> more = new TreeMap<>(members);
    more.put(name, value);
    return new Declared(distribution, precision, reduction, size, more);
  }

  Declared ofSize(OptionalInt other) {
    return new Declared(distribution, precision, reduction, other, members);
  }

  /** A head of its own. */
  JavaFileObject source(String name) {
    return Compiling.source(
        "cross." + name,
        "package cross;",
        "import dev.surprisal.annotation.*;",
        "@SuppressWarnings(\"log-probabilities\")",
        annotation(),
        "public interface " + name + " {}");
  }

  /** What is written on a head. */
  String annotation() {
    String activation =
        switch (distribution) {
          case CATEGORICAL -> "SOFTMAX";
          case BERNOULLI, PRODUCT_OF_BERNOULLIS -> "SIGMOID";
          case GAUSSIAN, LAPLACE, ASYMMETRIC_LAPLACE -> "IDENTITY";
          case POISSON, TWEEDIE -> "EXP";
        };
    String others =
        written().entrySet().stream()
            .map(member -> ", " + member.getKey() + " = " + literal(member.getValue()))
            .collect(Collectors.joining());
    return String.join(
        "\n",
        "@Loss(distribution = Distribution." + distribution + ",",
        "    activation = Activation." + activation + ",",
        size.isPresent() ? "    size = " + size.getAsInt() + "," : "",
        "    precision = Precision." + precision + ",",
        "    reduction = Reduction." + reduction + others + ")");
  }

  private static String literal(Object value) {
    return value instanceof Enum<?> constant
        ? constant.getDeclaringClass().getSimpleName() + "." + constant.name()
        : value.toString();
  }

  @Override
  public String toString() {
    return distribution
        + " "
        + precision
        + " "
        + reduction
        + (size.isPresent() ? " size " + size.getAsInt() : "")
        + (members.isEmpty() ? "" : " " + members);
  }
}
