package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.annotation.Loss;
import dev.surprisal.runtime.LossFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Libraries that generated classes call and that are not there are asked for once, at the head. */
class MissingTest {
  private static final JavaFileObject NEXT_TOKEN = good("NextToken");
  private static final JavaFileObject SCAN = good("Scan");

  private static JavaFileObject good(String name) {
    return Compiling.source(Path.of("src/test/resources/good", name + ".java"));
  }

  /** The keys of all errors, each with its line. */
  private static List<String> errors(List<String> options, JavaFileObject... sources) {
    return Compiling.errors(null, options, sources).stream()
        .map(error ->
            error.getMessage(Locale.ROOT).replaceAll("(?s)\\[(.*?)] .*", "$1 ")
                + error.getLineNumber())
        .toList();
  }

  @Test
  void theLibraryOfLinearHeads() {
    List<String> options = List.of("-cp", Compiling.path(Loss.class, LossFunction.class));

    assertThat(errors(options, NEXT_TOKEN)).containsExactly("linear-missing 11");
  }

  @Test
  void theRuntime() {
    assertThat(errors(List.of("-cp", Compiling.path(Loss.class)), SCAN))
        .containsExactly("runtime-missing 12", "runtime-missing 13");
  }

  @Test
  void theRuntimeInAModuleThatDoesNotRequireIt() {
    String modules = Compiling.path(Loss.class, LossFunction.class);
    JavaFileObject module =
        Compiling.source(
            "module-info", "module good { requires static dev.surprisal.annotation; }");

    assertThat(errors(List.of("--module-path", modules), module, SCAN))
        .containsExactly("runtime-missing 12", "runtime-missing 13");
  }
}
