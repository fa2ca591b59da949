package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.runtime.kernel.Kernels;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the compiler has made of the kernels, in a virtual machine of its own that waits for it: a
 * vector which it does not see from its making to its use is an object.
 */
class CompiledFunctionsTest {
  @Test
  void allocateNothing() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Kernels.description().startsWith("vector")) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(List.of("-Xbatch", "-cp", classPath(), CompiledFunctions.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String allocating = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(allocating).isEmpty();
  }

  private static String classPath() {
    return Stream.of(CompiledFunctions.class, Kernels.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
