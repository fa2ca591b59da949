package dev.surprisal.processor.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * Names of types, members and variables: plain ones, and those that generated code may trip over.
 */
final class RandomNames {
  private static final List<String> PLAIN =
      words("Model Head Scan Layer Net a b label logit diameter");

  private static final List<String> OF_THE_JDK =
      words(
          """
          Object Record Enum String Integer Void Iterable Comparable List Throwable Error Exception
          RuntimeException NullPointerException SuppressWarnings Deprecated SafeVarargs equals hashCode
          toString getClass notify notifyAll wait clone finalize name ordinal valueOf main
          """);

  private static final List<String> PARTS_OF_QUALIFIED_NAMES =
      words("java javax dev surprisal runtime kernel linear annotation");

  private static final List<String> LIKE_KEYWORDS =
      words(
          """
          record sealed permits yield var module open opens with when to exports requires uses
          provides transitive Int tru
          """);

  /** Letters that are not ASCII, with and without capitals, in one char and in two. */
  private static final List<String> STRANGE =
      words(
          """
          gr\u00f6\u00dfe Gr\u00f6\u00dfe \u00df \u03a9 \u03c9 \u6570 \u0131 \u0130 i I \ufb01x \u01c6
          \ud835\udcb3 \ud801\udc28 $ $$ a$b _a a_ __ aA AA Aa A1 _1
          """);

  /** All names in what is generated, its comments aside. */
  private static final List<String> GENERATED = namesIn(Path.of("src/test/resources/expected"));

  private static final List<String> GENERATED_TYPES =
      GENERATED.stream().filter(name -> Character.isUpperCase(name.charAt(0))).toList();

  private static final Set<String> NO_TYPES = Set.of("record", "sealed", "permits", "yield", "var");

  private static final Set<String> NO_COMPONENTS =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private final Dice dice;

  RandomNames(Dice dice) {
    this.dice = dice;
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  private static List<String> namesIn(Path folder) {
    Pattern comments = Pattern.compile("/\\*.*?\\*/|//[^\n]*|\"[^\"]*\"", Pattern.DOTALL);
    Pattern name = Pattern.compile("\\b[A-Za-z_]\\w*");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(RandomNames::read)
          .map(text -> comments.matcher(text).replaceAll(" "))
          .flatMap(text -> name.matcher(text).results().map(MatchResult::group))
          .filter(SourceVersion::isName)
          .sorted()
          .distinct()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A name of a type that is none of those taken, and taken from now on. */
  String ofType(Set<String> taken) {
    return next(taken, NO_TYPES);
  }

  /** A name of a variable or method that is none of those taken, and taken from now on. */
  String ofMember(Set<String> taken) {
    return next(taken, Set.of());
  }

  /** A name of a type that generated code may take for another one, like those of above. */
  String ofNeighbour(Set<String> taken) {
    while (true) {
      String name =
          dice.of(
              dice.oneIn(12)
                  ? PARTS_OF_QUALIFIED_NAMES
                  : dice.of(GENERATED_TYPES, GENERATED_TYPES, OF_THE_JDK));
      if (taken.add(name)) {
        return name;
      }
    }
  }

  /** The same of a component of a record. */
  String ofComponent(Set<String> taken) {
    return next(taken, NO_COMPONENTS);
  }

  private String next(Set<String> taken, Set<String> impossible) {
    while (true) {
      String name = !taken.isEmpty() && dice.oneIn(6) ? like(taken) : any();
      if (SourceVersion.isName(name) && !impossible.contains(name) && taken.add(name)) {
        return name;
      }
    }
  }

  /** Like another, so that their losses may be of the same name. */
  private String like(Set<String> others) {
    String other = dice.of(others.stream().sorted().toList());
    return other.isEmpty()
        ? any()
        : dice.of(
            other + "Loss", capitalised(other), other + dice.of(PLAIN), other + dice.below(10));
  }

  private static String capitalised(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private String any() {
    return switch (dice.below(16)) {
      case 0, 1, 2, 3 -> dice.of(GENERATED);
      case 4 -> dice.of(OF_THE_JDK);
      case 5 -> dice.of(PARTS_OF_QUALIFIED_NAMES);
      case 6 -> dice.of(LIKE_KEYWORDS);
      case 7 -> dice.of(STRANGE);
      case 8 -> dice.oneIn(4) ? longName() : dice.of(STRANGE);
      default -> dice.of(PLAIN);
    };
  }

  /** Of lengths around what a disk takes, once ".class" or "Loss.java" comes after it. */
  private String longName() {
    return dice.of("l", "L", "\u00e9").repeat(dice.of(100, 120, 230, 245, 247, 249, 251, 300));
  }
}
