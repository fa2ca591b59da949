package dev.surprisal.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a user might write, in a package of its own.
 *
 * @param seed what it was drawn from
 * @param sources its files
 */
record Case(long seed, List<Source> sources) {
  /** The same with a file or a part of one less. */
  List<Case> smaller() {
    List<Case> smaller = new ArrayList<>();
    for (Source source : sources) {
      if (sources.size() > 1) {
        smaller.add(with(source, List.of()));
      }
      source.smaller().forEach(less -> smaller.add(with(source, List.of(less))));
    }
    return smaller;
  }

  private Case with(Source source, List<Source> instead) {
    List<Source> others = new ArrayList<>();
    for (Source other : sources) {
      others.addAll(other == source ? instead : List.of(other));
    }
    return new Case(seed, others);
  }

  /** Whether a file is one of its sources. */
  boolean has(String path) {
    return sources.stream().anyMatch(source -> source.path().equals(path));
  }

  /** The folder of them all. */
  String folder() {
    return Source.folder(sources.get(0).path());
  }

  @Override
  public String toString() {
    return sources.stream()
        .map(source -> "// " + source.path() + "\n" + source.text())
        .collect(Collectors.joining("\n"));
  }
}
