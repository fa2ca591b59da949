package dev.surprisal.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final Path FILE = Path.of("docs", "a.md");

  @TempDir Path root;

  @Test
  void linksLeadToWhereFilesAreInTheSite() throws IOException {
    write("README.md", "");
    write("docs/b.md", "");
    write("src/C.java", "");
    Page page = page("# A\n\n[top](../README.md) [b](b.md#part) [c](../src/C.java) [d](#d)");
    assertThat(page.body())
        .contains("href=\"../index.html\"")
        .contains("href=\"b.html#part\"")
        .contains("href=\"../src/C.java.html\"")
        .contains("href=\"#d\"");
    assertThat(page.links())
        .containsExactlyInAnyOrder(
            Path.of("README.md"), Path.of("docs", "b.md"), Path.of("src", "C.java"));
  }

  @Test
  void linksToNothingAndToElsewhereStayAsTheyAre() throws IOException {
    Page page = page("# A\n\n[x](x.md) [up](../../x.md) [w](https://example.org/x.md)");
    assertThat(page.body())
        .contains("href=\"x.md\"")
        .contains("href=\"../../x.md\"")
        .contains("href=\"https://example.org/x.md\"");
    assertThat(page.links()).isEmpty();
  }

  @Test
  void picturesAreLinksToo() throws IOException {
    write("docs/p.png", "");
    Page page = page("# A\n\n![p](p.png)");
    assertThat(page.body()).contains("src=\"p.png\"");
    assertThat(page.links()).containsExactly(Path.of("docs", "p.png"));
  }

  @Test
  void headingsAreTitleAndAnchors() throws IOException {
    Page page = page("# The `@Loss`\n\n## `zLoss`, and more");
    assertThat(page.title()).isEqualTo("The @Loss");
    assertThat(page.body()).contains("<h2 id=\"zloss-and-more\">");
  }

  @Test
  void javaIsColouredAndTheRestIsNot() throws IOException {
    Page page = page("# A\n\n```java\nint i;\n```\n\n```\nint < j;\n```\n\nand <b>text</b>");
    assertThat(page.body())
        .contains("<code><span class=\"keyword\">int</span> i;")
        .contains("<code>int &lt; j;")
        .contains("&lt;b&gt;text");
  }

  private Page page(String markdown) throws IOException {
    write(FILE.toString(), markdown);
    return Page.of(root, FILE);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
