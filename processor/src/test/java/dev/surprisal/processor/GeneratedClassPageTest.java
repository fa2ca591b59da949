package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that explains a generated class shows all of it, as it is generated. */
class GeneratedClassPageTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  @Test
  void showsTheWholeClassAndItsHead() {
    List<String> blocks = Pages.javaOf(Path.of("..", "docs", "generated-class.md"));
    assertThat(Compiling.read(RESOURCES.resolve("good/TumourHead.java"))).endsWith(blocks.get(0));
    assertThat(blocks.stream().skip(1).flatMap(GeneratedClassPageTest::lines))
        .containsExactlyElementsOf(
            lines(Compiling.read(RESOURCES.resolve("expected/TumourHeadLoss.java"))).toList());
  }

  /** Blank ones lie where the page has its text. */
  private static Stream<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank());
  }
}
