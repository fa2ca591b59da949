package dev.surprisal.processor.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is in sight of a declaration.
 *
 * @param types the types that it may name, as they are written; those beside it are added
 * @param variables the type parameters that it may name
 * @param taken names that a type beside it cannot have
 * @param depth how many types are around it
 */
record Scope(List<String> types, List<String> variables, Set<String> taken, int depth) {
  /** That of a file, where some types are in sight and some names are taken. */
  static Scope ofFile(List<String> types, Set<String> taken) {
    return new Scope(new ArrayList<>(types), List.of(), taken, 0);
  }

  /** That of the members of a type. */
  Scope inside(String type, List<String> parameters) {
    Set<String> more = new HashSet<>(taken);
    more.add(type);
    return new Scope(new ArrayList<>(types), parameters, more, depth + 1);
  }

  /** What is in sight without an instance. */
  Scope ofStatics() {
    return new Scope(types, List.of(), taken, depth);
  }

  /** Types and variables. */
  List<String> all() {
    List<String> all = new ArrayList<>(types);
    all.addAll(variables);
    return all;
  }
}
