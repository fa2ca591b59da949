package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The texts of {@link GoldenTest} alone, which nobody compiles: in a moment each, as mutation tests
 * need them. The build does not run it.
 */
class GoldenTexts {
  @ParameterizedTest
  @FieldSource("dev.surprisal.processor.GoldenTest#GOLDEN_HEADS")
  void areAsExpected(String head) {
    Compilation processing =
        Compiler.javac()
            .withOptions("-proc:only")
            .withProcessors(new LossProcessor(), new LocalHeadProcessor())
            .compile(Compiling.source(GoldenTest.GOOD.resolve(head + ".java")));

    assertThat(Compiling.generatedSources(processing))
        .isNotEmpty()
        .allSatisfy(
            (name, text) -> assertThat(text).isEqualTo(Compiling.golden(name + ".java", text)));
  }
}
