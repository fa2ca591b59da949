package dev.surprisal.processor;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.express.option.Options;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
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
          Map.of("power", 1.5),
          Distribution.BINOMIAL,
          Map.of("trials", 12),
          Distribution.STUDENT_T,
          Map.of("degreesOfFreedom", 4.0),
          Distribution.MIXTURE_OF_GAUSSIANS,
          Map.of("components", 3));

  private static final Set<String> SHAPING =
      Set.of(
          "labelSmoothing",
          "classWeights",
          "zLoss",
          "focal",
          "positiveWeight",
          "positiveWeights",
          "outputWeights");

  /** Distributions whose corners, and values at them, are in a file of their own. */
  private static final Set<Distribution> OF_ORACLE =
      EnumSet.of(
          Distribution.NEGATIVE_BINOMIAL,
          Distribution.BINOMIAL,
          Distribution.GAMMA,
          Distribution.INVERSE_GAUSSIAN,
          Distribution.LOG_NORMAL,
          Distribution.WEIBULL,
          Distribution.STUDENT_T,
          Distribution.BETA,
          Distribution.MIXTURE_OF_GAUSSIANS);

  /** Whether {@link FamiliesTest} has its corners. */
  boolean isOfOracle() {
    return OF_ORACLE.contains(distribution);
  }

  /** Outputs for each class, label or value. */
  int outputsPerValue() {
    if (distribution == Distribution.MIXTURE_OF_GAUSSIANS) {
      return 3 * options().components();
    }
    boolean isTwo = isOfOracle() && distribution != Distribution.BINOMIAL;
    return isTwo || members.get("variance") == Variance.LEARNED ? 2 : 1;
  }

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

  /** The same without what only shapes training. */
  Declared plain() {
    Map<String, Object> others = new TreeMap<>(members);
    others.keySet().removeAll(SHAPING);
    return new Declared(distribution, precision, reduction, size, others);
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
          case CATEGORICAL, MIXTURE_OF_GAUSSIANS -> "SOFTMAX";
          case BERNOULLI, PRODUCT_OF_BERNOULLIS, BINOMIAL, BETA, ORDINAL -> "SIGMOID";
          case GAUSSIAN, LAPLACE, ASYMMETRIC_LAPLACE, STUDENT_T -> "IDENTITY";
          case POISSON, TWEEDIE, NEGATIVE_BINOMIAL, GAMMA, INVERSE_GAUSSIAN, LOG_NORMAL, WEIBULL ->
              "EXP";
          case FORMULA -> throw new IllegalStateException("a formula needs no activation");
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
