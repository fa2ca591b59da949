package dev.surprisal.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.runtime.kernel.Kernels;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Products have the same bits in each call, on one thread and several, interpreted and compiled:
 * each in a virtual machine of its own.
 */
class SameBitsTest {
  private static final String KIND = Kernels.description().split(":")[0];

  @Test
  void coldAndWarmAloneAndTogether() throws Exception {
    String[] interpreted = fresh(2, "-Xint");
    String[] compiled = fresh(400);
    String[] again = fresh(400);

    assertThat(interpreted[0]).isEqualTo(KIND);
    assertThat(compiled[0]).isEqualTo(KIND);
    List<String> bits = new ArrayList<>();
    for (String[] line : List.of(interpreted, compiled, again)) {
      bits.addAll(Arrays.asList(line).subList(1, line.length));
    }
    assertThat(bits).hasSize(9).containsOnly(bits.get(0));
  }

  private static String[] fresh(int calls, String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(flags));
    if (KIND.equals("vector")) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.add("-Dsurprisal.kernels=" + KIND);
    command.addAll(List.of("-cp", classPath(), Bits.class.getName(), String.valueOf(calls)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return printed.strip().split(" ");
  }

  /** This test's classes, the module's and the runtime's, wherever they run from. */
  private static String classPath() throws IOException {
    List<String> places = new ArrayList<>();
    for (Class<?> type : List.of(Bits.class, Products.class, Kernels.class)) {
      places.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString());
    }
    return String.join(File.pathSeparator, places);
  }
}
