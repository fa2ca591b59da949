package dev.surprisal.samples.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Heads as they are declared: the sources that were compiled lie beside the classes. */
final class Heads {
  private static final Pattern HEAD =
      Pattern.compile("^ *@Loss\\([^)]*\\)\\R *interface \\w+ \\{}", Pattern.MULTILINE);

  private Heads() {}

  /** The first head that a class declares, without the indentation that it has there. */
  static String first(Class<?> family) {
    Matcher matcher = HEAD.matcher(source(family));
    if (!matcher.find()) {
      throw new IllegalStateException(family + " declares no head");
    }
    return matcher.group().stripIndent();
  }

  private static String source(Class<?> family) {
    try (InputStream file = family.getResourceAsStream(family.getSimpleName() + ".java")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
