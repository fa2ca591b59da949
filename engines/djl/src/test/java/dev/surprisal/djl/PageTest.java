package dev.surprisal.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page of engines shows stands in the tests of one of them. */
class PageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "engines.md");
  private static final Path ENGINES = Path.of("..");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\R(.*?)^```");

  @Test
  void showsWhatIsTested() throws IOException {
    List<String> blocks =
        BLOCK.matcher(Files.readString(PAGE)).results().map(block -> flat(block.group(1))).toList();
    String sources = sources();
    assertThat(blocks)
        .hasSizeGreaterThan(6)
        .allSatisfy(block -> assertThat(sources).contains(block));
  }

  private static String sources() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> engines = Files.list(ENGINES)) {
      for (Path tests : engines.map(engine -> engine.resolve(TESTS)).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              sources.append(flat(Files.readString(file)));
            }
          }
        }
      }
    }
    return sources.toString();
  }

  /** Without what depends on where a line ends. */
  private static String flat(String java) {
    return java.replaceAll("\\s+", "");
  }
}
