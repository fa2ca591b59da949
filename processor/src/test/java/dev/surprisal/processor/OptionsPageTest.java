package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.annotation.Loss;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of options has a section for each member of the annotation, and for nothing else. */
class OptionsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "options.md");

  @Test
  void hasASectionForEachMember() {
    Stream<String> headings = Compiling.read(PAGE).lines().filter(line -> line.startsWith("### `"));
    assertThat(headings)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Loss.class.getDeclaredMethods())
                .map(Method::getName)
                .map(name -> "### `" + name + "`")
                .toList());
  }
}
