package dev.surprisal.processor.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.palantir.javapoet.CodeBlock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the words of templates. */
class TemplateTest {
  private static final Map<String, Object> WORDS = Map.of("outputs", "logits", "name", "in$side");

  private static CodeBlock code(String template) {
    return new Template(template)
        .code(
            word -> WORDS.containsKey(word) ? WORDS.get(word) : CommonWords.meaning(word),
            new StaticImports());
  }

  @Test
  void wordsAreWhatTheyMean() {
    assertEquals("return logits[k];", code("return $outputs:L[k];").toString());
    assertEquals("\"logits\"", code("$outputs:S").toString());
  }

  @Test
  void typesAreKnownByTheirNames() {
    assertEquals("java.lang.Math.max(a, b)", code("$math:T.max(a, b)").toString());
    assertEquals("dev.surprisal.runtime.OutputChecks.f()", code("$outputChecks:T.f()").toString());
  }

  @Test
  void namesOfUsersMayHaveDollars() {
    assertEquals("in$side = 1;", code("$name:L = 1;").toString());
  }

  @Test
  void aWordThatMeansNothingIsNamedWithItsTemplate() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> code("sum += $ouputs:L[k];"))
            .getMessage();
    assertEquals("no word of this class, ouputs, in: sum += $ouputs:L[k];", message);
  }
}
