package dev.surprisal.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown of the project. */
final class Pages {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\R(.*?)^```");

  private Pages() {}

  /** All pages that users read. */
  static List<Path> all() {
    return find(ROOT, 3, ".md").stream()
        .filter(page -> !ROOT.relativize(page).startsWith(".github"))
        .toList();
  }

  /** The blocks of Java of a page. */
  static List<String> javaOf(Path page) {
    return BLOCK.matcher(Compiling.read(page)).results().map(block -> block.group(1)).toList();
  }

  /** The Java of samples and engines, which the build compiles. */
  static List<Path> sources() {
    return Stream.of("samples", "engines")
        .flatMap(folder -> find(ROOT.resolve(folder), 20, ".java").stream())
        .filter(file -> file.toString().contains("src"))
        .toList();
  }

  private static List<Path> find(Path folder, int depth, String ending) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> file.toString().endsWith(ending) && !file.toString().contains("target"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
