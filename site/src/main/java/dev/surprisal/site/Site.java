package dev.surprisal.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The pages that the navigation names, and all files of the project that they, and the pages they
 * link to, link to.
 */
final class Site {
  private final Path root;

  Site(Path root) {
    this.root = root;
  }

  /** Writes all pages, and copies pictures and data beside them. */
  void write(Path folder) throws IOException {
    Navigation navigation = Navigation.of(root);
    Deque<Path> waiting = new ArrayDeque<>(navigation.pages());
    Set<Path> seen = new HashSet<>(waiting);
    while (!waiting.isEmpty()) {
      Path file = waiting.remove();
      Path target = folder.resolve(Address.of(file));
      Files.createDirectories(target.getParent());
      if (Address.isPage(file)) {
        Page page = Page.of(root, file);
        Files.writeString(target, navigation.around(page));
        page.links().stream().filter(seen::add).forEach(waiting::add);
      } else {
        Files.copy(root.resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.writeString(folder.resolve("style.css"), Resources.text("style.css"));
  }
}
