package dev.surprisal.site;

import java.nio.file.Path;

/** Where a file of the project is found in the site, both by paths from their roots. */
final class Address {
  private Address() {}

  /**
   * Of a README, its folder's index; of other pages, their name with .html; else the file's own.
   */
  static Path of(Path file) {
    String name = file.getFileName().toString();
    if (name.equals("README.md")) {
      return file.resolveSibling("index.html");
    }
    if (isMarkdown(file)) {
      return file.resolveSibling(name.substring(0, name.length() - 3) + ".html");
    }
    return isPage(file) ? file.resolveSibling(name + ".html") : file;
  }

  /** Whether it is shown as a page: Markdown, Java and plain text; all else is copied. */
  static boolean isPage(Path file) {
    return isMarkdown(file) || isJava(file) || !file.getFileName().toString().contains(".");
  }

  static boolean isMarkdown(Path file) {
    return file.toString().endsWith(".md");
  }

  static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  /** What a page of the site writes to link to another place of it. */
  static String relative(Path from, Path to) {
    Path folder = Path.of("/").resolve(from).getParent();
    return folder.relativize(Path.of("/").resolve(to)).toString().replace('\\', '/');
  }
}
