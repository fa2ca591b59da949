package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How builds hand the processor to the compiler. */
class DiscoveryTest {
  private static final List<String> CLASS_PATH =
      List.of(System.getProperty("java.class.path").split(File.pathSeparator));

  @TempDir Path folder;

  @Test
  void runsWhenItIsNamedOnTheProcessorPath() throws IOException {
    List<String> output =
        compile(
            "--class-path", path("annotations", "runtime"),
            "--processor-path", path("annotations", "processor", "javapoet"));

    assertThat(output).isEmpty();
    assertThat(folder.resolve("demo/HeadLoss.class")).exists();
  }

  /**
   * JDK 23 and later want to be told; the versions before that know the option in their updates.
   */
  @Test
  void runsWhenItIsMerelyOnTheClassPath() throws IOException {
    List<String> output =
        compile(
            "--class-path", path("annotations", "runtime", "processor", "javapoet"), "-proc:full");

    assertThat(output).isEmpty();
    assertThat(folder.resolve("demo/HeadLoss.class")).exists();
  }

  /** A module that exports its losses and requires nothing but the runtime when it runs. */
  @Test
  void runsForAModule() throws IOException, InterruptedException {
    Path module =
        write(
            "module-info.java",
            """
            module demo {
              exports demo;
              requires transitive dev.surprisal.runtime;
              requires static dev.surprisal.annotation;
            }
            """);
    Path main =
        write(
            "demo/Main.java",
            """
            package demo;

            class Main {
              public static void main(String[] arguments) {
                float[] logits = {2, 0, 1};
                System.out.printf("%.3f", new HeadLoss(3).forward(logits, new int[] {0}).mean());
              }
            }
            """);

    List<String> output =
        compile(
            "--module-path",
            path("annotations", "runtime"),
            "--processor-path",
            path("annotations", "processor", "javapoet"),
            module.toString(),
            main.toString());

    assertThat(output).isEmpty();
    String modules = folder + File.pathSeparator + path("runtime");
    assertThat(java("--module-path", modules, "--module", "demo/demo.Main")).isEqualTo("0.408");
    assertThat(
            java(
                "--module-path",
                modules,
                "--add-modules",
                "jdk.incubator.vector",
                "-Dsurprisal.kernels=vector",
                "--module",
                "demo/demo.Main"))
        .isEqualTo("0.408");
  }

  /** Each class is made from one head, so that a change of one file recompiles one class. */
  @Test
  void tellsGradleThatItIsIsolating() throws IOException {
    Path file = Path.of(entry("processor"), "META-INF/gradle/incremental.annotation.processors");

    assertThat(Files.readAllLines(file))
        .containsExactly(
            LocalHeadProcessor.class.getName() + ",isolating",
            LossProcessor.class.getName() + ",isolating");
  }

  /** Compiles a public head under all warnings, as errors; returns what the compiler says. */
  private List<String> compile(String... options) throws IOException {
    Path source =
        write(
            "demo/Head.java",
            """
            package demo;

            import static dev.surprisal.annotation.Activation.SOFTMAX;
            import static dev.surprisal.annotation.Distribution.CATEGORICAL;

            import dev.surprisal.annotation.Loss;

            @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
            public interface Head {}
            """);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-Xlint:all,-processing", "-Werror", "-encoding", "UTF-8"));
    arguments.addAll(List.of("-d", folder.toString()));
    arguments.addAll(List.of(options));
    arguments.add(source.toString());
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(writer, writer, arguments.toArray(String[]::new));
    return output.toString().lines().toList();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve("source").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Runs a Java VM; what it writes to standard output. */
  private static String java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /** The entries of the class path under test that these names are part of, as a path. */
  static String path(String... names) {
    return Stream.of(names)
        .map(DiscoveryTest::entry)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A module of this project by its folder or jar, or another library by its jar. */
  private static String entry(String name) {
    return CLASS_PATH.stream()
        .filter(entry -> !entry.endsWith("test-classes"))
        .filter(entry ->
            entry.contains(File.separator + name + File.separator + "target" + File.separator)
                || Path.of(entry).getFileName().toString().startsWith(name)
                || Path.of(entry).getFileName().toString().startsWith("surprisal-" + name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + CLASS_PATH));
  }
}
