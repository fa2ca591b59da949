package dev.surprisal.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLinksTest {
  @TempDir Path folder;

  @Test
  void linksToFilesAndPlacesInThemAreAlive() throws IOException {
    write("index.html", "<h2 id=\"here\"></h2><a href=\"#here\"><a href=\"docs/a.html#there\">");
    write("docs/a.html", "<h2 id=\"there\"></h2><a href=\"../index.html\"><img src=\"b.png\">");
    write("docs/b.png", "");
    assertThat(DeadLinks.in(folder)).isEmpty();
  }

  @Test
  void theOthersAreNamedWithTheirPage() throws IOException {
    write("index.html", "<a href=\"#here\"><a href=\"docs/a.html#nowhere\"><a href=\"docs\">");
    write("docs/a.html", "<h2 id=\"there\"></h2><a href=\"b.html\"><img src=\"c.png\">");
    assertThat(DeadLinks.in(folder))
        .containsExactly(
            "docs/a.html: b.html",
            "docs/a.html: c.png",
            "index.html: #here",
            "index.html: docs/a.html#nowhere",
            "index.html: docs");
  }

  @Test
  void whatLeadsElsewhereIsNotFollowed() throws IOException {
    write("index.html", "<a href=\"https://example.org/none\"><a href=\"api/none.html\">");
    write("api/index.html", "<a href=\"none.html\">");
    assertThat(DeadLinks.in(folder)).containsExactly("index.html: api/none.html");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
