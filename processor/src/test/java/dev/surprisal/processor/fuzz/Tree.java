package dev.surprisal.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text in parts, any of which can be left out, though what is left may be no Java any more.
 *
 * @param text all of it, where it has no parts
 * @param parts its parts
 * @param between what stands between two parts
 */
record Tree(String text, List<Tree> parts, String between) {
  static Tree of(String text) {
    return new Tree(text, List.of(), "");
  }

  static Tree of(String between, List<Tree> parts) {
    return new Tree("", List.copyOf(parts), between);
  }

  /** Parts with nothing between them. */
  static Tree of(Tree... parts) {
    return of("", List.of(parts));
  }

  /** The same with one part less: large ones first. */
  List<Tree> smaller() {
    List<Tree> smaller = new ArrayList<>();
    for (Tree part : parts) {
      smaller.add(with(part, List.of()));
    }
    for (Tree part : parts) {
      part.smaller().forEach(less -> smaller.add(with(part, List.of(less))));
    }
    return smaller;
  }

  private Tree with(Tree part, List<Tree> instead) {
    List<Tree> others = new ArrayList<>();
    for (Tree other : parts) {
      others.addAll(other == part ? instead : List.of(other));
    }
    return of(between, others);
  }

  @Override
  public String toString() {
    return parts.isEmpty()
        ? text
        : parts.stream().map(Tree::toString).collect(Collectors.joining(between));
  }
}
