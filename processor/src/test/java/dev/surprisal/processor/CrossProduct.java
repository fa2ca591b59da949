package dev.surprisal.processor;

import com.google.testing.compile.Compilation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Layout;
import dev.surprisal.annotation.OutputForm;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.TargetForm;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.runtime.kernel.Kernels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.tools.JavaFileObject;

/** Every combination of options of every family, and the classes of those that make sense. */
final class CrossProduct {
  static final int IGNORED = -100;

  /**
   * A value for each member that a family may leave out, and that changes something; of families
   * that are not named, those that all have.
   */
  private static final Map<Distribution, Map<String, Object>> MEMBERS =
      Map.of(
          Distribution.CATEGORICAL,
          members(
              "outputs",
              OutputForm.LOG_PROBABILITIES,
              "target",
              TargetForm.PROBABILITIES,
              "ignoreIndex",
              IGNORED,
              "labelSmoothing",
              0.1,
              "classWeights",
              true,
              "zLoss",
              0.01,
              "softCap",
              3.0,
              "exampleWeights",
              true,
              "layout",
              Layout.CLASSES_FIRST),
          Distribution.BERNOULLI,
          bernoullis(),
          Distribution.PRODUCT_OF_BERNOULLIS,
          bernoullis("outputWeights", true, "layout", Layout.CLASSES_FIRST),
          Distribution.ORDINAL,
          members(
              "ignoreIndex",
              IGNORED,
              "outputWeights",
              true,
              "exampleWeights",
              true,
              "layout",
              Layout.CLASSES_FIRST),
          Distribution.MIXTURE_OF_GAUSSIANS,
          members("missingTargets", true), // All together in MixtureTest.
          Distribution.GAUSSIAN,
          members(
              "variance",
              Variance.FIXED,
              "outputWeights",
              true,
              "exampleWeights",
              true,
              "missingTargets",
              true,
              "layout",
              Layout.CLASSES_FIRST));

  /** Members that are combined with each pair of the others, and no more of them. */
  private static final Map<Distribution, Map<String, Object>> MEMBERS_IN_TRIPLES =
      Map.of(Distribution.CATEGORICAL, members("temperature", 2.5));

  /** Members that stand by themselves, and beside all others, with one reduction each. */
  private static final Map<Distribution, Map<String, Object>> MEMBERS_AT_ENDS =
      Map.of(
          Distribution.LAPLACE,
          members("variance", Variance.LEARNED),
          Distribution.LOG_NORMAL,
          members("censored", true),
          Distribution.WEIBULL,
          members("censored", true));

  /** What is combined in a few ways, no two of which go another way through the compiler. */
  private static final List<Declared> OF_FOCUS =
      List.of(
          focused(Distribution.CATEGORICAL, Precision.FLOAT, 2.0).ofSize(OptionalInt.of(5)),
          focused(Distribution.CATEGORICAL, Precision.DOUBLE, 2.0, "ignoreIndex", IGNORED),
          focused(
              Distribution.CATEGORICAL,
              Precision.FLOAT,
              0.5,
              "classWeights",
              true,
              "exampleWeights",
              true),
          focused(Distribution.CATEGORICAL, Precision.FLOAT, 2.0, "zLoss", 0.01),
          focused(
              Distribution.CATEGORICAL,
              Precision.DOUBLE,
              3.0,
              "classWeights",
              true,
              "softCap",
              3.0,
              "temperature",
              2.5,
              "zLoss",
              0.01),
          focused(
              Distribution.CATEGORICAL,
              Precision.FLOAT,
              0.5,
              "ignoreIndex",
              IGNORED,
              "layout",
              Layout.CLASSES_FIRST),
          focused(Distribution.BERNOULLI, Precision.FLOAT, 2.0),
          focused(
              Distribution.BERNOULLI,
              Precision.DOUBLE,
              0.5,
              "exampleWeights",
              true,
              "positiveWeight",
              3.0,
              "temperature",
              2.5),
          focused(Distribution.PRODUCT_OF_BERNOULLIS, Precision.DOUBLE, 3.0),
          focused(
              Distribution.PRODUCT_OF_BERNOULLIS,
              Precision.FLOAT,
              2.0,
              "missingTargets",
              true,
              "outputWeights",
              true,
              "positiveWeight",
              3.0),
          focused(
              Distribution.PRODUCT_OF_BERNOULLIS,
              Precision.FLOAT,
              0.5,
              "exampleWeights",
              true,
              "layout",
              Layout.CLASSES_FIRST,
              "positiveWeights",
              true));

  private static Declared focused(
      Distribution distribution, Precision precision, double focal, Object... more) {
    Map<String, Object> members = members("focal", focal);
    members.putAll(members(more));
    return new Declared(
        distribution, precision, Reduction.MEAN, OptionalInt.empty(), new TreeMap<>(members));
  }

  /** How many combinations have a focus. */
  static int numberOfFocus() {
    return OF_FOCUS.size();
  }

  private static Map<String, Object> membersOf(Distribution distribution) {
    return MEMBERS.getOrDefault(distribution, ofValues());
  }

  private CrossProduct() {}

  private static Map<String, Object> ofValues() {
    return members(
        "outputWeights",
        true,
        "exampleWeights",
        true,
        "missingTargets",
        true,
        "layout",
        Layout.CLASSES_FIRST);
  }

  private static Map<String, Object> bernoullis(Object... more) {
    Map<String, Object> members =
        members(
            "positiveWeight",
            3.0,
            "positiveWeights",
            true,
            "labelSmoothing",
            0.1,
            "temperature",
            2.5,
            "exampleWeights",
            true,
            "missingTargets",
            true);
    members.putAll(members(more));
    return members;
  }

  private static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }

  /** All combinations, those that contradict themselves included. */
  static List<Declared> all() {
    List<Declared> all = new ArrayList<>(OF_FOCUS);
    for (Distribution distribution : Distribution.values()) {
      if (distribution == Distribution.FORMULA) {
        continue; // See FormulaTest.
      }
      for (Precision precision : Precision.values()) {
        for (Reduction reduction : Reduction.values()) {
          Declared plain =
              new Declared(distribution, precision, reduction, OptionalInt.empty(), Map.of());
          if (Family.of(distribution).misfit(reduction, plain.options()).isPresent()) {
            continue;
          }
          for (Declared declared : withMembers(plain)) {
            // Sizes are known and given by turns; with no other member, both, and where values that
            // are left out are one. One output has no weight of its own.
            boolean isOfSeveral =
                isOneByDefault(distribution) && declared.options().outputWeights();
            boolean isKnown = isOfSeveral || declared.members().toString().hashCode() % 2 == 0;
            boolean hasSize = distribution != Distribution.BERNOULLI;
            boolean isBoth =
                declared.members().isEmpty()
                    || !isOfSeveral
                        && isOneByDefault(distribution)
                        && declared.options().isStrided();
            if (hasSize && (isKnown || isBoth)) {
              all.add(declared.ofSize(OptionalInt.of(5)));
            }
            if (!hasSize || !isKnown || isBoth) {
              all.add(declared);
            }
          }
        }
      }
    }
    return all;
  }

  /** Whether values that are left out are one. */
  private static boolean isOneByDefault(Distribution distribution) {
    return Family.of(distribution).size(Options.of(Map.of())).whenLeftOut().orElse(0) == 1;
  }

  private static List<Declared> withMembers(Declared plain) {
    List<Declared> combinations = new ArrayList<>(List.of(plain));
    membersOf(plain.distribution())
        .forEach((name, value) -> {
          List<Declared> more = new ArrayList<>();
          for (Declared declared : combinations) {
            more.add(declared.with(name, value));
            if (value == Variance.FIXED) {
              more.add(declared.with(name, Variance.LEARNED));
            }
          }
          combinations.addAll(more);
        });
    List<Declared> pairs =
        combinations.stream().filter(declared -> declared.members().size() <= 2).toList();
    MEMBERS_AT_ENDS
        .getOrDefault(plain.distribution(), Map.of())
        .forEach((name, value) -> {
          if (plain.reduction() == Reduction.MEAN) {
            combinations.add(plain.with(name, value));
          }
          if (plain.reduction() == Reduction.MEAN_OF_OUTPUTS) {
            combinations.add(withAll(plain).with(name, value));
          }
        });
    MEMBERS_IN_TRIPLES
        .getOrDefault(plain.distribution(), Map.of())
        .forEach((name, value) ->
            pairs.forEach(declared -> combinations.add(declared.with(name, value))));
    return combinations;
  }

  private static Declared withAll(Declared plain) {
    Declared all = plain;
    for (Map.Entry<String, Object> member : membersOf(plain.distribution()).entrySet()) {
      all = all.with(member.getKey(), member.getValue());
    }
    return all;
  }

  /** Members that do not go together. */
  static boolean isContradictory(Declared declared) {
    Predicate<String> has = declared.members()::containsKey;
    return has.test("outputs")
            && (has.test("zLoss") || has.test("softCap") || has.test("temperature"))
        || has.test("target") && has.test("ignoreIndex")
        || has.test("positiveWeight") && has.test("positiveWeights")
        || has.test("outputWeights")
            && (has.test("positiveWeights") || declared.options().variance() == Variance.FIXED);
  }

  /** Lines of generated classes that have more than 100 columns. */
  static final List<String> LINES_TOO_LONG = new ArrayList<>();

  /** Whether classes are checked with the kernels that everybody has, and so all of them. */
  static final boolean IS_WHOLE = Kernels.description().startsWith("scalar");

  /** With vector kernels, one reduction is enough: by what is divided is no matter of kernels. */
  private static final Predicate<Declared> IS_CHECKED =
      declared ->
          IS_WHOLE || declared.members().isEmpty() || declared.reduction() == Reduction.MEAN;

  private static final Map<Declared, Class<?>> CLASSES = compile(all());

  private static Map<Declared, Class<?>> compile(List<Declared> all) {
    List<Declared> sound =
        all.stream().filter(declared -> !isContradictory(declared)).filter(IS_CHECKED).toList();
    List<JavaFileObject> sources = new ArrayList<>();
    for (int i = 0; i < sound.size(); i++) {
      sources.add(sound.get(i).source("Head" + i));
    }
    Map<Declared, Class<?>> classes = new LinkedHashMap<>();
    for (Compilation compilation : SideBySide.compile(sources)) {
      ClassLoader loader = Compiling.load(compilation);
      Compiling.generatedSources(compilation)
          .values()
          .forEach(text ->
              text.lines().filter(line -> line.length() > 100).forEach(LINES_TOO_LONG::add));
      for (int i = 0; i < compilation.sourceFiles().size(); i++) {
        try {
          Declared declared = sound.get(classes.size());
          classes.put(declared, loader.loadClass("cross.Head" + classes.size() + "Loss"));
        } catch (ClassNotFoundException missing) {
          throw new AssertionError(missing);
        }
      }
    }
    return classes;
  }

  /** All declarations that make sense. */
  static List<Declared> sound() {
    return List.copyOf(CLASSES.keySet());
  }

  static Class<?> lossOf(Declared declared) {
    return CLASSES.get(declared);
  }

  private static final List<LossUnderTest> LOSSES =
      CLASSES.keySet().stream().flatMap(declared -> LossUnderTest.of(declared).stream()).toList();

  /** Losses of all declarations that make sense, of one or several sizes each. */
  static List<LossUnderTest> losses() {
    return LOSSES;
  }

  /** Those with at most one option: enough for what does not depend on how options combine. */
  static List<LossUnderTest> lossesOfOneOption() {
    return losses().stream().filter(loss -> loss.declared().members().size() <= 1).toList();
  }
}
