package dev.surprisal.samples.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Heads as they are declared: the sources that were compiled lie beside the classes. */
final class Heads {
  private static final String DECLARATION = "^ *@Loss\\([^)]*\\)\\R *interface %s \\{}";

  private Heads() {}

  /**
   * The declaration of a head in the class around it, without the indentation that it has there.
   */
  static String source(Class<?> head) {
    Pattern declaration =
        Pattern.compile(DECLARATION.formatted(head.getSimpleName()), Pattern.MULTILINE);
    Matcher matcher = declaration.matcher(file(head.getEnclosingClass()));
    if (!matcher.find()) {
      throw new IllegalStateException("there is no declaration of " + head);
    }
    return matcher.group().stripIndent();
  }

  private static String file(Class<?> outer) {
    try (InputStream file = outer.getResourceAsStream(outer.getSimpleName() + ".java")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
