package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compilers warn of nothing in generated classes, whatever they would say of uses of the head. */
class WarningsTest {
  private static final String IMPORTS =
      """
      import static dev.surprisal.annotation.Activation.IDENTITY;
      import static dev.surprisal.annotation.Distribution.GAUSSIAN;

      import dev.surprisal.annotation.Loss;

      """;

  private static final String HEAD = "@Loss(distribution = GAUSSIAN, activation = IDENTITY) ";

  private static final String HEADS = "(" + HEAD + "float[] a, " + HEAD + "float[] b) ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Deprecated record Scan" + HEADS + "{}",
        "@Deprecated(forRemoval = true) record Scan" + HEADS + "{}",
        "@Deprecated(forRemoval = false) record Scan" + HEADS + "{}",
        "record Scan" + HEADS + "{ @Deprecated public float[] a() { return a; } }",
        "record Scan"
            + HEADS
            + "{ @Deprecated(forRemoval = true) public float[] a() { return a; }\n"
            + "@Deprecated public float[] b() { return b; } }",
        "@Deprecated class Scan { @Deprecated(forRemoval = true) record Inner" + HEADS + "{} }",
        "@Deprecated class Scan { static class Inner { record Innermost" + HEADS + "{} } }",
        "@Deprecated class Scan { " + HEAD + "float[] a; " + HEAD + "float[] b; }",
        "@Deprecated(forRemoval = true) " + HEAD + "interface Scan {}",
      })
  void ofWhatIsDeprecated(String declaration) {
    Compilation compilation = Compiling.compile(Compiling.source("Scan", IMPORTS + declaration));

    assertThat(compilation.diagnostics()).isEmpty();
  }

  /** The one warning that cannot be suppressed where it is given, as the README says. */
  @Test
  void butOfARecordInAFileOfAnotherName() {
    JavaFileObject source =
        Compiling.source("Other", IMPORTS + "class Other {}\nrecord Scan" + HEADS + "{}");

    assertThat(compile(source, "-Xlint:all,-processing,-auxiliaryclass").diagnostics()).isEmpty();
    assertThat(compile(source, "-Xlint:all,-processing").warnings())
        .isNotEmpty()
        .allMatch(warning -> warning.getMessage(Locale.ROOT).startsWith("auxiliary class Scan "));
  }

  private static Compilation compile(JavaFileObject source, String lint) {
    return Compiler.javac().withOptions(lint).withProcessors(new LossProcessor()).compile(source);
  }
}
