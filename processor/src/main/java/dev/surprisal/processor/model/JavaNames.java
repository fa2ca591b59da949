package dev.surprisal.processor.model;

import javax.lang.model.SourceVersion;

/** What can be the name of a variable. */
public final class JavaNames {
  private JavaNames() {}

  /** Whether a word of letters and digits is one that Java keeps for itself. */
  public static boolean isReserved(String word) {
    return SourceVersion.isKeyword(word);
  }
}
