package dev.surprisal.processor.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The annotated element.
 *
 * @param packageName its package; empty for the unnamed one
 * @param names the simple names of what encloses it, outermost first, and its own
 * @param carrier what kind of element it is
 * @param type the Java type that it gives its outputs
 * @param isPublic whether it and the types that enclose it are public
 * @param isPrivate whether one of them is private
 * @param position the annotation on it
 */
public record Head(
    String packageName,
    List<String> names,
    Carrier carrier,
    HeadType type,
    boolean isPublic,
    boolean isPrivate,
    Position position) {

  /** The head as a user would name it: {@code Scan.label}. */
  public String displayName() {
    return String.join(".", names);
  }

  /** The simple name of the class generated for it: {@code ScanLabelLoss}. */
  public String lossName() {
    return names.stream().map(Head::capitalise).collect(Collectors.joining("", "", "Loss"));
  }

  /** The qualified name of the class generated for it. */
  public String qualifiedLossName() {
    return packageName.isEmpty() ? lossName() : packageName + "." + lossName();
  }

  private static String capitalise(String name) {
    int first = name.codePointAt(0);
    return new StringBuilder()
        .appendCodePoint(Character.toUpperCase(first))
        .append(name.substring(Character.charCount(first)))
        .toString();
  }
}
