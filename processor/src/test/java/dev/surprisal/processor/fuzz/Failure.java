package dev.surprisal.processor.fuzz;

import dev.surprisal.processor.fuzz.Compiled.Remark;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that must not happen, and does.
 *
 * @param one what it happens to
 * @param kind what is the same wherever it happens for the same reason
 * @param message what is to be known of it
 */
record Failure(Case one, String kind, String message) {
  private static final Pattern OUR_FRAME = Pattern.compile("at (dev\\.surprisal\\.\\S+)");

  @Override
  public String toString() {
    return "%s%n%s%nin this, made of the case of -Dfuzz.seed=%d:%n%s%n"
        .formatted(kind, message, one.seed(), one);
  }

  /** A remark that should not have been made. */
  static Failure of(Case one, String what, Remark remark) {
    Matcher frame = OUR_FRAME.matcher(remark.message());
    String where = frame.find() ? " " + frame.group(1) : "";
    String message =
        "%s:%d:%d: %s".formatted(remark.path(), remark.line(), remark.column(), remark.message());
    return new Failure(one, what + ": " + remark.kind() + where, message);
  }
}
