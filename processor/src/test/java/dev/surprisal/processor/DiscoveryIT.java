package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.runtime.LossFunction;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How builds hand the processor to the compiler: by one jar, which holds all that it needs. */
class DiscoveryIT {
  private static final String PROCESSOR = Compiling.path(LossProcessor.class);
  private static final String RUNTIME = Compiling.path(LossFunction.class);
  private static final String LIBRARIES = annotations() + File.pathSeparator + RUNTIME;

  @TempDir Path folder;

  @Test
  void holdsNothingThatAnotherJarMayHoldAsWell() throws IOException {
    try (JarFile jar = new JarFile(PROCESSOR)) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains("META-INF/LICENSE", "META-INF/NOTICE")
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(name -> name.matches("dev/surprisal/(annotation|processor)/.*"));
    }
  }

  @Test
  void runsWhenItIsNamedOnTheProcessorPath() throws IOException {
    List<String> output =
        compile(
            "--class-path", LIBRARIES,
            "--processor-path", PROCESSOR);

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
            "--class-path", Compiling.path(LossProcessor.class, LossFunction.class), "-proc:full");

    assertThat(output).isEmpty();
    assertThat(folder.resolve("demo/HeadLoss.class")).exists();
  }

  /** The compiler looks for processors on the class path, or where it is told. */
  @Test
  void doesNotRunWhenItIsOnTheModulePathAlone() throws IOException {
    Path module =
        write(
            "module-info.java",
            """
            module demo {
              requires static dev.surprisal.annotation;
            }
            """);
    List<String> output =
        compile(
            "--module-path",
            annotations() + File.pathSeparator + PROCESSOR,
            "-proc:full",
            module.toString());

    assertThat(output).isEmpty();
    assertThat(folder.resolve("demo/Head.class")).exists();
    assertThat(folder.resolve("demo/HeadLoss.class")).doesNotExist();
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
            LIBRARIES,
            "--processor-path",
            PROCESSOR,
            module.toString(),
            main.toString());

    assertThat(output).isEmpty();
    String modules = folder + File.pathSeparator + RUNTIME;
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
    String name = "/META-INF/gradle/incremental.annotation.processors";
    try (InputStream file = LossProcessor.class.getResourceAsStream(name)) {
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsExactly(
              LocalHeadProcessor.class.getName() + ",isolating",
              LossProcessor.class.getName() + ",isolating");
    }
  }

  /** The jar of the annotations, which are in that of the processor as well. */
  private static String annotations() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry -> Path.of(entry).getFileName().toString().startsWith("surprisal-annotations"))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Compiles a public head under all warnings, as errors, in a VM of its own, since a compiler in
   * this one would see the class path of the tests; returns what it says.
   */
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
    Process process = tool("javac", arguments).redirectErrorStream(true).start();
    return output(process).lines().toList();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve("source").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Runs a Java VM; what it writes to standard output. */
  private static String java(String... arguments) throws IOException, InterruptedException {
    Process process =
        tool("java", List.of(arguments)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = output(process);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  private static ProcessBuilder tool(String name, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
