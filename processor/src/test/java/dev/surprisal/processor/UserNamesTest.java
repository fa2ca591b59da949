package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Generated code means what it says whatever a user's types and heads are called. Tried is every
 * name that appears in generated code.
 */
class UserNamesTest {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("\"[^\"\n]*\"");
  private static final Pattern NAME = Pattern.compile("\\w+");

  /** Heads of one composite. */
  private static final int FEW = 20;

  private static final Set<String> PACKAGES =
      Set.of("dev", "surprisal", "runtime", "kernel", "linear", "java", "lang", "util");

  private static final Set<String> RECORDS = Set.of("Targets", "Values", "Outputs", "Denominators");

  /** By which the heads themselves mean types of the annotations. */
  private static final Set<String> OF_HEADS = Set.of("Precision", "Reduction");

  private static final String IMPORTS =
      """
      import static dev.surprisal.annotation.Activation.IDENTITY;
      import static dev.surprisal.annotation.Distribution.GAUSSIAN;

      import dev.surprisal.annotation.Loss;
      """;

  private static final String HEAD = "@Loss(distribution = GAUSSIAN, activation = IDENTITY) ";

  private static final String HEADS = "(" + HEAD + "float[] one, " + HEAD + "double[] other) {}";

  /** A head of each kind, and composites. */
  private static final List<JavaFileObject> SOURCES = sources();

  private static final Set<String> NAMES = new TreeSet<>(namesIn(generatedCode()));

  private static List<JavaFileObject> sources() {
    List<JavaFileObject> sources = new ArrayList<>();
    Compiling.sourcesIn("good").forEach(file -> sources.add(Compiling.source(file)));
    CrossProduct.all().stream()
        .filter(declared -> declared.members().size() <= 1)
        .filter(declared -> declared.precision() == Precision.FLOAT)
        .filter(declared -> declared.reduction() == Reduction.MEAN)
        .forEach(declared -> sources.add(declared.source("Head" + sources.size())));
    return sources;
  }

  private static Compilation compile(Collection<JavaFileObject> sources) {
    return Compiling.compile(sources.toArray(JavaFileObject[]::new));
  }

  private static String generatedCode() {
    return Compiling.generatedSources(compile(SOURCES)).values().stream()
        .map(text -> COMMENT.matcher(text).replaceAll(""))
        .map(text -> TEXT.matcher(text).replaceAll(""))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> namesIn(String text) {
    return NAME.matcher(text)
        .results()
        .map(result -> result.group())
        .filter(name -> SourceVersion.isName(name) && !name.equals("record"))
        .toList();
  }

  /** Names that a type can have and that generated code may take for a type or a package. */
  private static List<String> typeNames() {
    return NAMES.stream()
        .filter(name -> Character.isUpperCase(name.charAt(0)) || PACKAGES.contains(name))
        .filter(name -> !name.endsWith("Loss"))
        .toList();
  }

  @Test
  void triesTheNamesOfTheRuntimeAndOfTheJdk() {
    assertThat(NAMES)
        .contains("String", "IllegalArgumentException", "Override", "Double", "Math", "System")
        .contains("LossValue", "Workers", "Arguments", "RowKernels", "FLOATS", "Objects")
        .contains("dev", "java", "logits", "workers", "weightedTotal");
  }

  @Test
  void typesBesideTheHead() {
    List<JavaFileObject> sources = new ArrayList<>(SOURCES);
    Set<String> heads = SOURCES.stream().map(UserNamesTest::simpleName).collect(Collectors.toSet());
    for (String packageName : List.of("good", "cross")) {
      String types =
          NAMES.stream()
              .filter(name -> !heads.contains(name) && !OF_HEADS.contains(name))
              .filter(name -> !name.endsWith("Loss"))
              .map(name -> "class " + name + " {}\n")
              .collect(Collectors.joining());
      sources.add(Compiling.source(packageName + ".Others", "package " + packageName + ";", types));
    }

    assertThat(compile(sources).diagnostics()).isEmpty();
  }

  /** They are beside no head, and yet javac takes the beginning of a package's name for them. */
  @Test
  void typesOfTheUnnamedPackage() {
    List<JavaFileObject> sources = new ArrayList<>(SOURCES);
    PACKAGES.forEach(name -> sources.add(Compiling.source(name, "class " + name + " {}")));

    assertThat(compile(sources).diagnostics()).isEmpty();
  }

  private static String simpleName(JavaFileObject source) {
    return source.getName().replaceAll(".*/|\\.java", "");
  }

  @Test
  void theHead() {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String name : typeNames()) {
      sources.add(source("head", name, HEAD + "interface " + name + " {}"));
    }

    assertThat(compile(sources).diagnostics()).isEmpty();
  }

  @Test
  void theTypeAroundHeads() {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String name : typeNames()) {
      sources.add(source("whole", name, "record " + name + HEADS));
      sources.add(source("around", name, "class " + name + " { record Inner" + HEADS + "}"));
    }

    assertThat(compile(sources).diagnostics()).isEmpty();
  }

  /** Nothing can be imported from it. */
  @Test
  void headsInTheUnnamedPackage() {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String name : typeNames()) {
      // A type named like a package leaves the types in it without a name.
      if (!PACKAGES.contains(name)) {
        sources.add(Compiling.source(name, IMPORTS + HEAD + "interface " + name + " {}"));
      }
    }

    assertThat(compile(sources).diagnostics()).isEmpty();
  }

  @Test
  void typesAroundHeadsInTheUnnamedPackage() {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String name : typeNames()) {
      // A type named like a package leaves the types in it without a name; see bad/Composites for
      // the others.
      if (!PACKAGES.contains(name) && !RECORDS.contains(name)) {
        sources.add(Compiling.source(name, IMPORTS + "record " + name + HEADS));
      }
    }

    assertThat(compile(sources).diagnostics()).isEmpty();
  }

  @Test
  void heads() {
    List<String> heads =
        NAMES.stream()
            // See bad/Composites.
            .filter(name -> !Set.of("ZERO", "weightedTotal", "serialVersionUID").contains(name))
            .map(name -> HEAD + "float[] " + name)
            .toList();
    List<JavaFileObject> sources = new ArrayList<>();
    for (int i = 0; i < heads.size(); i += FEW) {
      List<String> few = heads.subList(i, Math.min(i + FEW, heads.size()));
      String name = "Scan" + i;
      sources.add(source("few", name, "record " + name + "(" + String.join(", ", few) + ") {}"));
    }

    assertThat(compile(sources).diagnostics()).isEmpty();
  }

  /** In a package of its own, so that no other name gets between. */
  private static JavaFileObject source(String kind, String name, String declaration) {
    String packageName = "names." + kind + ".of" + name;
    return Compiling.source(
        packageName + "." + name, "package " + packageName + ";", IMPORTS + declaration);
  }
}
