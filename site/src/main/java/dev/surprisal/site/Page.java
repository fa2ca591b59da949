package dev.surprisal.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A page of the site.
 *
 * @param file the file that it shows, from the root of the project
 * @param title its first heading, or the name of a file that has none
 * @param body what it shows, as HTML
 * @param links the files of the project that it links to, from its root
 */
record Page(Path file, String title, String body, Set<Path> links) {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .nodeRendererFactory(CodeRenderer::new)
          .escapeHtml(true)
          .build();

  static Page of(Path root, Path file) throws IOException {
    String text = Files.readString(root.resolve(file));
    if (!Address.isMarkdown(file)) {
      return ofSource(file, text);
    }
    Node document = PARSER.parse(text);
    Links links = new Links(root, file);
    document.accept(links);
    return new Page(file, title(document), HTML.render(document), links.files);
  }

  /** Java and plain text: the file as it is. */
  private static Page ofSource(Path file, String text) {
    String title = file.getFileName().toString();
    String code = Address.isJava(file) ? JavaColours.of(text) : Html.escape(text);
    String body = "<h1>" + Html.escape(title) + "</h1>\n<pre><code>" + code + "</code></pre>\n";
    return new Page(file, title, body, Set.of());
  }

  /** The Markdown's first heading as text. */
  private static String title(Node document) {
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        Words words = new Words();
        heading.accept(words);
        return words.text.toString();
      }
    }
    throw new IllegalArgumentException("a page without a heading");
  }

  /** The text of a node, without its markup. */
  private static final class Words extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
      text.append(node.getLiteral());
    }
  }

  /**
   * Has links to files of the project lead to their places in the site. A link to what there is not
   * stays as it is, for {@link DeadLinks} to find.
   */
  private static final class Links extends AbstractVisitor {
    private final Path root;
    private final Path file;
    private final Set<Path> files = new HashSet<>();

    Links(Path root, Path file) {
      this.root = root;
      this.file = file;
    }

    @Override
    public void visit(Link link) {
      link.setDestination(inSite(link.getDestination()));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      image.setDestination(inSite(image.getDestination()));
      visitChildren(image);
    }

    private String inSite(String destination) {
      int hash = destination.indexOf('#');
      String path = hash < 0 ? destination : destination.substring(0, hash);
      if (path.isEmpty() || Html.isElsewhere(path)) {
        return destination;
      }
      Path linked = file.resolveSibling(path).normalize();
      if (linked.startsWith("..") || !Files.isRegularFile(root.resolve(linked))) {
        return destination;
      }
      files.add(linked);
      return Address.relative(Address.of(file), Address.of(linked))
          + (hash < 0 ? "" : destination.substring(hash));
    }
  }
}
