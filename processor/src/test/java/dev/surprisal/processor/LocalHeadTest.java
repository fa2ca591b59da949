package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which {@code @Loss} a local class has on it, by the rules of the Java language. */
class LocalHeadTest {
  private static final String OTHER = "public @interface Loss {}";
  private static final String PAIR =
      "distribution = dev.surprisal.annotation.Distribution.GAUSSIAN,"
          + " activation = dev.surprisal.annotation.Activation.IDENTITY";

  private static Compilation compile(String source) {
    List<JavaFileObject> sources = new ArrayList<>();
    sources.add(Compiling.source("other.Loss", "package other; " + OTHER));
    sources.add(
        Compiling.source("other.Holder", "package other; public class Holder { " + OTHER + " }"));
    sources.add(Compiling.source("beside.Loss", "package beside; " + OTHER));
    sources.add(Compiling.source("beside.Base", "package beside; class Base { " + OTHER + " }"));
    String name = source.contains("package beside") ? "beside.User" : "User";
    sources.add(Compiling.source(name, source));
    return Compiling.compile(sources.toArray(JavaFileObject[]::new));
  }

  /** Each line is a source; {@code @Loss} in it is not ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "import other.Loss; class User { void m() { @Loss class Local {} } }",
        "import other.*; class User { void m() { @Loss class Local {} } }",
        "import other.Holder.Loss; class User { void m() { @Loss class Local {} } }",
        "import static other.Holder.Loss; class User { void m() { @Loss class Local {} } }",
        "import other.Holder.*; class User { void m() { @Loss class Local {} } }",
        "import static other.Holder.*; class User { void m() { @Loss class Local {} } }",
        "package beside; class User { void m() { @Loss class Local {} } }",
        "package beside; import dev.surprisal.annotation.*;"
            + " class User { void m() { @Loss class Local {} } }",
        "import dev.surprisal.annotation.*; class User { void m() { @Loss class Local {} } }"
            + " @interface Loss {}",
        "import dev.surprisal.annotation.*;"
            + " class User { @interface Loss {} void m() { @Loss class Local {} } }",
        "import dev.surprisal.annotation.Loss;"
            + " class User { @interface Loss {} void m() { @Loss class Local {} } }",
        "import dev.surprisal.annotation.Loss;"
            + " class User { @interface Loss {}"
            + " class Inner { Object o = new Object() { @Loss int i; }; } }",
        "package beside; import dev.surprisal.annotation.Loss;"
            + " class User extends Base { void m() { @Loss class Local {} } }",
        "import dev.surprisal.annotation.Loss;"
            + " class User { @other.Loss void m() { @other.Loss class Local {} } }",
      })
  void leavesTheLossOfOthersAlone(String source) {
    assertThat(compile(source).diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import dev.surprisal.annotation.Loss;"
            + " class User { void m() { @Loss(%s) class Local {} } }",
        "import dev.surprisal.annotation.*; class User { void m() { @Loss(%s) class Local {} } }",
        "package beside; import dev.surprisal.annotation.Loss;"
            + " class User { void m() { @Loss(%s) class Local {} } }",
        "import other.*; import dev.surprisal.annotation.Loss;"
            + " class User { Object o = new Object() { @Loss(%s) float[] logits; }; }",
        "import dev.surprisal.annotation.Loss; class User { class Inner { { @Loss(%s) class Local {} } }"
            + " static class Beside { @interface Loss {} } }",
        "class User { void m() { @dev.surprisal.annotation.Loss(%s) class Local {} } }",
      })
  void refusesOurs(String source) {
    assertThat(compile(source.formatted(PAIR)).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.getMessage(Locale.ROOT)).startsWith("[local-head]"));
  }
}
