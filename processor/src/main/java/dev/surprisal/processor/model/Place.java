package dev.surprisal.processor.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where an element stands, and the name of the loss that is generated for it.
 *
 * @param packageName its package; empty for the unnamed one
 * @param names the simple names of what encloses it, outermost first, and its own
 */
public record Place(String packageName, List<String> names) {
  /** The element as a user would name it: {@code Scan.label}. */
  public String displayName() {
    return String.join(".", names);
  }

  /** Its own name: {@code label}. */
  public String simpleName() {
    return names.get(names.size() - 1);
  }

  /** The place of what encloses it. */
  public Place enclosing() {
    return new Place(packageName, names.subList(0, names.size() - 1));
  }

  /** The simple name of the class generated for it: {@code ScanLabelLoss}. */
  public String lossName() {
    return names.stream().map(Place::capitalise).collect(Collectors.joining("", "", "Loss"));
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
