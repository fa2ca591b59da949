package dev.surprisal.processor.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where an element stands, and the name of the loss that is generated for it.
 *
 * @param moduleName its module; empty for the unnamed one
 * @param packageName its package; empty for the unnamed one
 * @param names the simple names of what encloses it, outermost first, and its own
 */
public record Place(String moduleName, String packageName, List<String> names) {
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
    return new Place(moduleName, packageName, names.subList(0, names.size() - 1));
  }

  /** Whether it is in the unnamed package of a named module. */
  public boolean isUnnamedInModule() {
    return packageName.isEmpty() && !moduleName.isEmpty();
  }

  /** The simple name of the class generated for it: {@code ScanLabelLoss}. */
  public String lossName() {
    return names.stream().map(Place::capitalise).collect(Collectors.joining("", "", "Loss"));
  }

  /** The qualified name of the class generated for it. */
  public String qualifiedLossName() {
    return packageName.isEmpty() ? lossName() : packageName + "." + lossName();
  }

  /** The same with the name of its module, if it has one. */
  public String lossNameInModule() {
    return moduleName.isEmpty() ? qualifiedLossName() : moduleName + "/" + qualifiedLossName();
  }

  private static String capitalise(String name) {
    int first = name.codePointAt(0);
    return new StringBuilder()
        .appendCodePoint(Character.toUpperCase(first))
        .append(name.substring(Character.charCount(first)))
        .toString();
  }
}
