package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what is generated and what is said. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path EXPECTED = Path.of("src", "test", "resources", "expected");

  @Test
  void showsTheGeneratedClass() {
    List<String> shown = block("public final class DigitHeadLoss");
    assertThat(shown).hasSizeGreaterThan(20);
    assertThat(lines(EXPECTED.resolve("DigitHeadLoss.java"))).containsSubsequence(shown);
  }

  @Test
  void showsAMessage() {
    List<String> shown =
        block("[wrong-pair]").stream().filter(line -> line.startsWith("      ")).toList();
    assertThat(shown).hasSize(3);
    assertThat(lines(EXPECTED.resolve("Pairs.txt"))).containsSubsequence(shown.subList(1, 3));
  }

  @Test
  void namesTheVersionsOfThisBuild() {
    String pom = Compiling.read(Path.of("..", "pom.xml"));
    assertThat(versions(block("<dependencies>")))
        .containsOnly(element(pom, "version"), element(pom, "compiler-plugin.version"));
    assertThat(
            block("annotationProcessor(").stream().filter(line -> line.contains("dev.surprisal:")))
        .hasSize(3)
        .allMatch(line -> line.contains(":" + element(pom, "version") + "\""));
  }

  private static Stream<String> versions(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("<version>"))
        .map(line -> element(line, "version"));
  }

  /** The text of the first element of a name. */
  private static String element(String xml, String name) {
    String from = "<" + name + ">";
    int start = xml.indexOf(from) + from.length();
    return xml.substring(start, xml.indexOf("</" + name + ">", start));
  }

  /**
   * The lines of the fenced block with a text in it, less those that say that lines were left out.
   */
  private static List<String> block(String text) {
    return Stream.of(Compiling.read(README).split("```"))
        .filter(block -> block.contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no block with " + text))
        .lines()
        .skip(1)
        .filter(line -> !line.isBlank() && !line.strip().matches("(\\* )?\\.\\.\\."))
        .toList();
  }

  private static List<String> lines(Path file) {
    return Compiling.read(file).lines().toList();
  }
}
