package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.annotation.Loss;
import dev.surprisal.runtime.LossFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads in named modules. */
class ModulesTest {
  private static final String IMPORTS =
      """
      import static dev.surprisal.annotation.Activation.IDENTITY;
      import static dev.surprisal.annotation.Distribution.GAUSSIAN;

      import dev.surprisal.annotation.Loss;

      """;

  @TempDir Path folder;
  private final List<Path> sources = new ArrayList<>();

  /** Modules that are compiled at once may have packages and heads of the same names. */
  @Test
  void mayRepeatTheNamesOfOthers() throws IOException {
    for (String module : List.of("one", "two")) {
      writeModule(module);
      write(
          module + "/same/Head.java",
          "package same;\n"
              + IMPORTS
              + """
              @Loss(distribution = GAUSSIAN, activation = IDENTITY, size = Constants.SIZE)
              interface Head {}
              """);
    }
    write("two/same/Other.java", "package same;\nclass Other {}\n");
    write(
        "one/alone/Pair.java",
        "package alone;\n"
            + IMPORTS
            + """
            record Pair(
                @Loss(distribution = GAUSSIAN, activation = IDENTITY) float[] first,
                @Loss(distribution = GAUSSIAN, activation = IDENTITY) float[] second) {}
            """);
    String constants = "package same; interface Constants { int SIZE = 2; }";

    assertThat(
            compile(
                List.of("--module-source-path", folder.toString()),
                new SourceWriter("one/same.Constants", constants),
                new SourceWriter("two/same.Constants", constants)))
        .filteredOn(message -> message.getKind() != Diagnostic.Kind.NOTE)
        .isEmpty();
    assertThat(folder.resolve("classes/one/same/HeadLoss.class")).exists();
    assertThat(folder.resolve("classes/two/same/HeadLoss.class")).exists();
    assertThat(folder.resolve("classes/one/alone/PairLoss.class")).exists();
  }

  /** The compiler lets nothing be generated where it lets a head be written. */
  @Test
  void refuseHeadsOutsideOfPackages() throws IOException {
    writeModule(".");
    Path head =
        write(
            "Head.java",
            IMPORTS
                + """
                @Loss(distribution = GAUSSIAN, activation = IDENTITY)
                interface Head {}
                """);

    assertThat(compile(List.of()))
        .singleElement()
        .satisfies(error -> {
          assertThat(error.getMessage(Locale.ROOT))
              .startsWith("[no-package] Head cannot be a head");
          assertThat(error.getSource().getName()).isEqualTo(head.toString());
          assertThat(error.getLineNumber()).isEqualTo(6);
        });
  }

  private void writeModule(String name) throws IOException {
    write(
        name + "/module-info.java",
        """
        module %s {
          requires dev.surprisal.runtime;
          requires static dev.surprisal.annotation;
        }
        """
            .formatted(name.equals(".") ? "demo" : name));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name).normalize();
    Files.createDirectories(file.getParent());
    sources.add(file);
    return Files.writeString(file, text);
  }

  /** What the compiler says of all sources that were written. */
  private List<Diagnostic<? extends JavaFileObject>> compile(
      List<String> options, SourceWriter... others) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-Xlint:all,-processing", "-Werror"));
    all.addAll(List.of("-d", Files.createDirectories(folder.resolve("classes")).toString()));
    all.addAll(List.of("--module-path", Compiling.path(Loss.class, LossFunction.class)));
    List<Processor> processors = new ArrayList<>();
    processors.add(new LossProcessor());
    processors.addAll(List.of(others));
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(messages, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, files, messages, all, null, files.getJavaFileObjectsFromPaths(sources));
      task.setProcessors(processors);
      task.call();
    }
    return messages.getDiagnostics();
  }
}
