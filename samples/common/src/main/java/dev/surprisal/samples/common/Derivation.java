package dev.surprisal.samples.common;

import java.util.List;

/** Loss, gradient, prediction and curvature, as a generated class states them in its Javadoc. */
public final class Derivation {
  private static final String START = "<pre>";
  private static final String MARGIN = " *";

  private Derivation() {}

  /** The lines of the first such block of a source, as they are read. */
  public static List<String> of(String source) {
    int start = source.indexOf(START) + START.length();
    return source
        .substring(start, source.indexOf("</pre>", start))
        .lines()
        .filter(line -> line.startsWith(MARGIN + " "))
        .map(line -> line.substring(MARGIN.length()))
        .filter(line -> !line.isBlank())
        .map(line -> line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .toList();
  }
}
