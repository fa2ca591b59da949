package dev.surprisal.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands beside each page: the pages to begin with, in groups. */
final class Navigation {
  private static final Path API = Path.of("api", "index.html");

  private static final Map<String, List<String>> GROUPS = groups();

  private final String template;
  private final Map<Path, String> titles;

  private Navigation(String template, Map<Path, String> titles) {
    this.template = template;
    this.titles = titles;
  }

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put(
        "Use",
        List.of(
            "README.md",
            "docs/options.md",
            "docs/own-loss.md",
            "docs/engines.md",
            "docs/diagnostics.md",
            "docs/generated-class.md",
            "docs/speed.md"));
    groups.put(
        "Samples",
        List.of(
            "samples/digits/README.md",
            "samples/tumours/README.md",
            "samples/attributes/README.md",
            "samples/diabetes/README.md",
            "samples/counts/README.md",
            "samples/survival/README.md",
            "samples/own-loss/README.md",
            "samples/many-heads/README.md",
            "samples/pathology/README.md",
            "samples/next-word/README.md",
            "samples/explorer/README.md",
            "samples/djl-digits/README.md",
            "samples/boosted-trees/README.md",
            "samples/spark-digits/README.md"));
    groups.put(
        "Project",
        List.of("CONTRIBUTING.md", "docs/upkeep.md", "consumers/README.md", "CHANGELOG.md"));
    return groups;
  }

  /** Reads the titles of the pages. */
  static Navigation of(Path root) throws IOException {
    Map<Path, String> titles = new LinkedHashMap<>();
    for (List<String> pages : GROUPS.values()) {
      for (String page : pages) {
        titles.put(Path.of(page), Page.of(root, Path.of(page)).title());
      }
    }
    return new Navigation(Resources.text("page.html"), titles);
  }

  /** The files of the pages that it names. */
  Set<Path> pages() {
    return titles.keySet();
  }

  /** A whole page. */
  String around(Page page) {
    Path address = Address.of(page.file());
    return template
        .replace("{style}", Address.relative(address, Path.of("style.css")))
        .replace("{title}", Html.escape(page.title()))
        .replace("{navigation}", links(address))
        .replace("{body}", page.body());
  }

  private String links(Path address) {
    StringBuilder html = new StringBuilder();
    GROUPS.forEach((group, pages) -> {
      html.append("<h2>").append(group).append("</h2>\n<ul>\n");
      for (String page : pages) {
        Path file = Path.of(page);
        html.append(link(address, Address.of(file), titles.get(file)));
      }
      if (group.equals("Use")) {
        html.append(link(address, API, "Javadoc"));
      }
      html.append("</ul>\n");
    });
    return html.toString();
  }

  private static String link(Path from, Path to, String title) {
    String current = from.equals(to) ? " aria-current=\"page\"" : "";
    return "<li><a href=\"%s\"%s>%s</a></li>\n"
        .formatted(Address.relative(from, to), current, Html.escape(title));
  }
}
