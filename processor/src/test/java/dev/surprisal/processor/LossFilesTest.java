package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the way of the file of a loss class, and what is not. */
class LossFilesTest {
  private static final JavaFileObject HEAD = head("Head");

  private static final JavaFileManager FILES =
      ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

  @TempDir Path folder;

  private static JavaFileObject head(String name) {
    return Compiling.source(
        "demo." + name,
        "package demo;",
        "import dev.surprisal.annotation.*;",
        "@Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY)",
        "interface " + name + " {}");
  }

  private static final JavaFileObject HAND_WRITTEN =
      Compiling.source("demo.HeadLoss", "package demo;", "class HeadLoss {}");

  private static Compilation compile(Compiler compiler, JavaFileObject... sources) {
    return compiler.withProcessors(new LossProcessor()).compile(sources);
  }

  private static Compiler javac(String... options) {
    return Compiler.javac().withOptions((Object[]) options);
  }

  private Compiler javacWithClassesOfFolder() {
    List<File> classPath = new ArrayList<>(List.of(folder.toFile()));
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(File::new)
        .forEach(classPath::add);
    return Compiler.javac().withClasspath(classPath);
  }

  /** Files of a compilation, in the folder. */
  private void write(Iterable<JavaFileObject> files) throws IOException {
    for (JavaFileObject file : files) {
      String name = file.getName().replaceFirst("^/(CLASS|SOURCE)_OUTPUT/", "");
      Path path = folder.resolve(name.substring(name.indexOf("demo/")));
      Files.createDirectories(path.getParent());
      try (InputStream stream = file.openInputStream()) {
        Files.write(path, stream.readAllBytes());
      }
    }
  }

  private static void refuses(Compilation compilation, String key) {
    assertThat(compilation.errors()).singleElement().satisfies(error -> isOfTheHead(error, key));
  }

  private static void isOfTheHead(Diagnostic<?> error, String key) {
    assertThat(error.getMessage(Locale.ROOT))
        .startsWith("[" + key + "] Head would generate HeadLoss");
    assertThat(error.getLineNumber()).isEqualTo(3);
  }

  @Test
  void aClassOnTheSourcePathIsNotReplaced() throws IOException {
    write(List.of(HAND_WRITTEN));

    refuses(compile(javac("-sourcepath", folder.toString()), HEAD), "class-exists");
  }

  @Test
  void aClassOnTheClassPathIsNotReplaced() throws IOException {
    write(Compiler.javac().compile(HAND_WRITTEN).generatedFiles());

    refuses(compile(javacWithClassesOfFolder(), HEAD), "class-exists");
  }

  /** As incremental builds do. */
  @Test
  void aGeneratedClassIsGeneratedAnew() throws IOException {
    write(compile(javac(), HEAD).generatedFiles());
    Files.delete(folder.resolve("demo/HeadLoss.java"));

    assertThat(compile(javacWithClassesOfFolder(), HEAD).diagnostics()).isEmpty();
  }

  @Test
  void aGeneratedSourceOnTheSourcePathIsGeneratedAnew() throws IOException {
    write(compile(javac(), HEAD).generatedSourceFiles());

    assertThat(
            compile(javac("-sourcepath", folder.toString(), "-implicit:class"), HEAD).diagnostics())
        .isEmpty();
  }

  @Test
  void aGeneratedSourceAmongTheSourcesIsToldFromAWrittenOne() {
    JavaFileObject generated = compile(javac(), HEAD).generatedSourceFiles().get(0);
    JavaFileObject source = Compiling.source("demo.HeadLoss", Compiling.text(generated));

    refuses(compile(javac(), HEAD, source), "already-generated");
    refuses(compile(javac(), HEAD, HAND_WRITTEN), "class-exists");
  }

  @Test
  void aFileThatCannotBeWrittenIsAnErrorOfTheHead() {
    JavaFileManager failing =
        new ForwardingJavaFileManager<>(FILES) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling)
              throws IOException {
            throw new IOException("disk full");
          }
        };
    assertThat(Compiling.errors(failing, List.of(), HEAD))
        .singleElement()
        .satisfies(error -> {
          isOfTheHead(error, "unwritable");
          assertThat(error.getMessage(Locale.ROOT)).contains("disk full");
        });
  }

  /** File systems have names of up to 255 letters: enough for the head, not for its loss. */
  @Test
  void aNameCanBeTooLongForAFile() {
    String name = "A".repeat(247);
    assertThat(Compiling.errors(FILES, List.of("-d", folder.toString()), head(name)))
        .singleElement()
        .satisfies(error ->
            assertThat(error.getMessage(Locale.ROOT))
                .startsWith("[unwritable] " + name + " would generate " + name + "Loss"));
  }

  /** The file of a class is a letter longer than that of a source: the compiler itself says so. */
  @Test
  void aNameCanBeTooLongForAClassAlone() {
    String name = "A".repeat(246);
    assertThat(Compiling.errors(FILES, List.of("-d", folder.toString()), head(name)))
        .singleElement()
        .satisfies(error ->
            assertThat(error.getMessage(Locale.ROOT))
                .startsWith("error while writing demo." + name + "Loss"));
  }
}
