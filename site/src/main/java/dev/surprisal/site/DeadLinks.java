package dev.surprisal.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a site as it was written, and looks where its links lead. */
final class DeadLinks {
  private static final Path API = Path.of("api");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  private DeadLinks() {}

  /**
   * The links of the pages that lead to no file of the site, or to no such place in it. The pages
   * of the Javadoc can be linked to, but their own links are javadoc's business.
   */
  static List<String> in(Path folder) throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages(folder)) {
      for (Matcher link = LINK.matcher(Files.readString(page)); link.find(); ) {
        if (!Html.isElsewhere(link.group(1)) && !leadsSomewhere(page, link.group(1))) {
          dead.add(folder.relativize(page) + ": " + link.group(1));
        }
      }
    }
    return dead;
  }

  private static List<Path> pages(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .filter(file -> !folder.relativize(file).startsWith(API))
          .sorted()
          .toList();
    }
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    return Files.isRegularFile(target)
        && (hash < 0
            || Files.readString(target).contains("id=\"" + link.substring(hash + 1) + "\""));
  }
}
