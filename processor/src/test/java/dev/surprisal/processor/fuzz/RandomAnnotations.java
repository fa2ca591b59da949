package dev.surprisal.processor.fuzz;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Linear;
import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.option.Option;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What may be written on a declaration, right or wrong. */
final class RandomAnnotations {
  private static final List<Method> OF_LOSS = members(Loss.class);
  private static final List<Method> OF_LINEAR = members(Linear.class);

  private final Dice dice;
  private final boolean isWild;

  /**
   * What is written with a mind.
   *
   * @param dice the choices
   * @param isWild whether much of it may be wrong
   */
  RandomAnnotations(Dice dice, boolean isWild) {
    this.dice = dice;
    this.isWild = isWild;
  }

  private static List<Method> members(Class<?> annotation) {
    return Stream.of(annotation.getDeclaredMethods())
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  /** Those of a head on a type or, as its outputs are arrays, on a member. */
  List<Tree> ofHead(boolean isMember) {
    List<Tree> annotations = head(isMember);
    annotations.addAll(others());
    return annotations;
  }

  /** Those of a head on a component of a record, where Java takes no others. */
  List<Tree> ofComponent() {
    return head(true);
  }

  private List<Tree> head(boolean isMember) {
    List<Tree> annotations = new ArrayList<>();
    Distribution distribution = dice.of(Distribution.values());
    annotations.add(loss(distribution, isMember));
    boolean goesWithLayer = distribution == Distribution.CATEGORICAL && !isMember;
    if (dice.oneIn(goesWithLayer ? 3 : isWild ? 8 : 10_000)) {
      annotations.add(dice.below(2), linear());
    }
    if (isWild && dice.oneIn(100)) {
      annotations.add(loss(distribution, isMember));
    }
    return annotations;
  }

  /** Those of anything. */
  List<Tree> others() {
    List<Tree> others = new ArrayList<>();
    if (isWild && dice.oneIn(30)) {
      others.add(linear());
    }
    if (dice.oneIn(12)) {
      others.add(Tree.of("@Deprecated" + dice.of("", "(since = \"1\")", "(forRemoval = true)")));
    }
    if (dice.oneIn(12)) {
      String missing = dice.of("Missing.X", "1", "{Missing.X}");
      String warnings = dice.of("\"log-probabilities\"", "{\"x\", \"log-probabilities\"}", "{}");
      String value = isWild && dice.oneIn(3) ? missing : warnings;
      others.add(Tree.of("@SuppressWarnings(" + value + ")"));
    }
    return others;
  }

  private Tree linear() {
    List<Tree> members = new ArrayList<>();
    for (Method member : OF_LINEAR) {
      if (dice.oneIn(2)) {
        members.add(member(member));
      }
    }
    return annotation(Linear.class, members);
  }

  private Tree loss(Distribution distribution, boolean isMember) {
    List<Tree> members = new ArrayList<>();
    for (Method member : OF_LOSS) {
      boolean isFormula = distribution == Distribution.FORMULA;
      switch (member.getName()) {
        case "distribution" -> {
          if (!isFormula || isWild && dice.oneIn(20)) {
            members.add(member(member, enumConstant(distribution)));
          }
        }
        case "activation" -> {
          if (!isFormula || isWild && dice.oneIn(20)) {
            members.add(member(member, enumConstant(activation(distribution))));
          }
        }
        case "nll" -> {
          if (isFormula || isWild && dice.oneIn(60)) {
            members.add(member(member));
          }
        }
        default -> {
          if (isWritten(member.getName(), distribution, isMember)) {
            members.add(member(member));
          }
        }
      }
    }
    if (isWild && dice.oneIn(40)) {
      members.remove(dice.below(members.size()));
    }
    if (isWild && dice.oneIn(40)) {
      members.add(Tree.of(dice.of("size = 3", "unknown = 1", "\"x\"", "BERNOULLI")));
    }
    return annotation(Loss.class, members);
  }

  private boolean isWritten(String member, Distribution distribution, boolean isMember) {
    boolean isForeign =
        Stream.of(Option.values())
            .filter(option -> option.member().equals(member))
            .anyMatch(option -> Family.of(distribution).foreign(option).isPresent());
    boolean isOfFormulas = Set.of("targets", "mean", "outputNames", "parameters").contains(member);
    boolean isOfOthers =
        isForeign
            || isOfFormulas && distribution != Distribution.FORMULA
            || member.equals("precision") && isMember
            || member.equals("weight") && !isMember
            || member.equals("size") && distribution == Distribution.BERNOULLI;
    return isOfOthers ? isWild && dice.oneIn(30) : dice.oneIn(6);
  }

  private Activation activation(Distribution distribution) {
    Activation right =
        Stream.of(Activation.values())
            .filter(activation -> Family.of(distribution).misfit(activation).isEmpty())
            .findFirst()
            .orElseThrow();
    return isWild && dice.oneIn(8) ? dice.of(Activation.values()) : right;
  }

  private Tree annotation(Class<?> type, List<Tree> members) {
    String name = dice.oneIn(8) ? type.getCanonicalName() : type.getSimpleName();
    return members.isEmpty() && dice.oneIn(2)
        ? Tree.of("@" + name)
        : Tree.of(Tree.of("@" + name + "("), Tree.of(", ", members), Tree.of(")"));
  }

  private Tree member(Method member) {
    return member(member, value(member.getReturnType()));
  }

  private Tree member(Method member, String value) {
    String written = isWild && dice.oneIn(25) ? nonsense() : value;
    String space = dice.of(" ", " ", " ", "\n      ", " /* what */ ");
    return Tree.of(member.getName() + space + "= " + written);
  }

  /** Of a wrong type, or of none. */
  private String nonsense() {
    return dice.of(
        "\"x\"",
        "null",
        "Missing.X",
        "{}",
        "{1, 2}",
        "@Loss",
        "Object.class",
        "-1L",
        "1.5",
        "'x'",
        "true",
        "BERNOULLI",
        "Distribution.NONE",
        "() -> 1",
        "1 / 0",
        "this",
        "");
  }

  private String value(Class<?> type) {
    if (type == boolean.class) {
      return dice.of("true", "true", "false", "!false", "1 < 2", "Numbers.YES");
    }
    if (type == int.class) {
      return isWild && dice.oneIn(3)
          ? dice.of(
              "0",
              "-1",
              "1",
              "Integer.MAX_VALUE",
              "Integer.MIN_VALUE",
              "1 << 20",
              "(int) 5.5",
              "'a'")
          : dice.of(
              "2", "3", "10", "1000", "50257", "1 + 1", "0x7", "(int) 4L", "'a'", "Numbers.SIZE");
    }
    if (type == double.class) {
      return isWild && dice.oneIn(3)
          ? dice.of(
              "0",
              "-0.0",
              "-1",
              "1e-31",
              "1e300",
              "Double.MIN_VALUE",
              "Double.NaN",
              "1 / 0.0",
              "'c'")
          : dice.of(
              "0.1", "1", "0.5", "1e-4", "1f", "1L", ".25d", "0x1p-3", "1 / 3.0", "Numbers.SHARE");
    }
    if (type == String.class) {
      RandomFormulas formulas = new RandomFormulas(dice);
      return RandomFormulas.literal(isWild ? formulas.damaged() : formulas.formula());
    }
    if (type == String[].class) {
      return dice.of(
          "{\"z\"}",
          "\"z\"",
          "{\"m\", \"s\"}",
          "{}",
          "\"delta > 0\"",
          "\"exp(z)\"",
          "{\"y\"}",
          "{\"\"}");
    }
    if (type == Reduction.class && !isWild) {
      return enumConstant(dice.of(Reduction.MEAN, Reduction.SUM));
    }
    return enumConstant((Enum<?>) dice.of(type.getEnumConstants()));
  }

  private String enumConstant(Enum<?> constant) {
    Class<?> type = constant.getDeclaringClass();
    boolean isImported = type == Distribution.class || type == Activation.class;
    return switch (dice.below(isImported ? 8 : 4)) {
      case 0 -> type.getCanonicalName() + "." + constant.name();
      case 1, 2, 3 -> type.getSimpleName() + "." + constant.name();
      default -> constant.name();
    };
  }
}
