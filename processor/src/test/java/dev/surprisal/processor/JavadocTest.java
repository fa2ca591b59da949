package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users call and read is documented, each parameter and result of it. */
class JavadocTest {
  @TempDir Path classes;

  @ParameterizedTest
  @ValueSource(strings = {"annotations", "runtime", "linear"})
  void isComplete(String module) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(messages, null, null)) {
      compiler
          .getTask(
              null,
              files,
              messages,
              List.of(
                  "-Xdoclint:all/protected",
                  "-proc:none",
                  "--add-modules",
                  "jdk.incubator.vector",
                  "-d",
                  classes.toString()),
              null,
              files.getJavaFileObjectsFromPaths(sources(module)))
          .call();
    }
    assertThat(messages.getDiagnostics())
        .filteredOn(message -> message.getSource() != null)
        .extracting(
            message -> message.getSource().getName() + ": " + message.getMessage(Locale.ROOT))
        .isEmpty();
  }

  private static List<Path> sources(String module) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .toList();
    }
  }
}
