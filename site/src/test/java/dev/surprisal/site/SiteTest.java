package dev.surprisal.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of this project, less the Javadoc. */
class SiteTest {
  private static final Path ROOT = Path.of("..");

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("api"));
    Files.writeString(folder.resolve("api/index.html"), "");
    new Site(ROOT).write(folder);
  }

  @Test
  void noLinkLeadsNowhere() throws IOException {
    assertThat(DeadLinks.in(folder)).isEmpty();
  }

  @Test
  void everyPageIsInIt() throws IOException {
    List<Path> pages = markdown(ROOT.resolve("docs"), 1);
    List<Path> samples = markdown(ROOT.resolve("samples"), 2);
    assertThat(pages).hasSizeGreaterThan(6);
    assertThat(samples).hasSizeGreaterThan(10);
    assertThat(Stream.of(List.of(ROOT.resolve("README.md")), pages, samples).flatMap(List::stream))
        .allSatisfy(
            page -> assertThat(folder.resolve(Address.of(ROOT.relativize(page)))).isRegularFile());
  }

  @Test
  void navigationLeadsToTheSamePagesFromEverywhere() throws IOException {
    assertThat(Files.readString(folder.resolve("index.html")))
        .contains("<a href=\"index.html\" aria-current=\"page\">Surprisal</a>")
        .contains("<a href=\"docs/options.html\">The options of @Loss</a>");
    assertThat(Files.readString(folder.resolve("samples/digits/index.html")))
        .contains("<a href=\"../../index.html\">Surprisal</a>")
        .contains("<a href=\"../../docs/options.html\">The options of @Loss</a>")
        .contains("<link rel=\"stylesheet\" href=\"../../style.css\">");
  }

  @Test
  void picturesAreCopiedAndSourcesShown() throws IOException {
    assertThat(folder.resolve("docs/pictures/speed.png"))
        .hasSameBinaryContentAs(ROOT.resolve("docs/pictures/speed.png"));
    assertThat(
            Files.readString(
                folder.resolve("processor/src/test/resources/expected/TumourHeadLoss.java.html")))
        .contains("<h1>TumourHeadLoss.java</h1>")
        .contains("NewtonLoss&lt;<span class=\"keyword\">float</span>[]");
  }

  private static List<Path> markdown(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(Address::isMarkdown).toList();
    }
  }
}
