package dev.surprisal.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page shows of DJL stands in these tests. */
class PageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "engines.md");
  private static final Path TESTS = Path.of("src", "test", "java", "dev", "surprisal", "djl");
  private static final Pattern SECTION = Pattern.compile("(?ms)^## DJL$(.*?)^## ");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\R(.*?)^```");

  @Test
  void showsWhatIsTested() throws IOException {
    Matcher section = SECTION.matcher(Files.readString(PAGE));
    assertThat(section.find()).isTrue();
    List<String> blocks =
        BLOCK.matcher(section.group(1)).results().map(block -> flat(block.group(1))).toList();
    assertThat(blocks).hasSize(3);
    try (Stream<Path> tests = Files.list(TESTS)) {
      String sources = tests.map(PageTest::read).collect(Collectors.joining());
      assertThat(blocks).allSatisfy(block -> assertThat(sources).contains(block));
    }
  }

  private static String read(Path file) {
    try {
      return flat(Files.readString(file));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Without what depends on where a line ends. */
  private static String flat(String java) {
    return java.replaceAll("\\s+", "");
  }
}
