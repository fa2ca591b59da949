package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kink is where the loss, by an output, has no second derivative. */
class KinkTest {
  private static Compilation compile(String nll) {
    return Compiling.compile(
        Compiling.source(
            "own.Head",
            "package own;",
            "import dev.surprisal.annotation.*;",
            "@Loss(nll = \"" + nll + "\", targets = Targets.AMOUNTS, mean = \"exp(z)\")",
            "public interface Head {}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "softplus(z) - sign(y) * z",
        "exp(z) - y * z + abs(y - 1)",
        "exp(z) - sign(y) * z + (1 - sign(y - 2)) * softplus(-z)"
      })
  void isNoneOfTheTarget(String nll) {
    assertThat(compile(nll).diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abs(z - y)", "softplus(z) - sign(y) * z + abs(z)", "exp(sign(z)) + (z - y)^2"})
  void isOneOfTheOutput(String nll) {
    assertThat(compile(nll).warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.getMessage(null)).startsWith("[formula-kink]"));
  }
}
