package dev.surprisal.benchmark.options;

import dev.surprisal.annotation.Precision;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A head by the text of its declaration.
 *
 * @param family the distribution and its activation
 * @param members the other members of the annotation, {@code name = value, ...}
 */
record Head(Family family, String members) {
  /** The name of its interface. */
  String name() {
    return (family + " " + members).strip().replaceAll("\\W+", "_");
  }

  /** All members of the annotation. */
  String declaration(Precision precision) {
    Stream<String> all =
        Stream.of(
            "distribution = " + family,
            "activation = " + family.activation,
            "precision = " + precision,
            members);
    return Stream.concat(all, family.required.stream())
        .filter(member -> !member.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** Whether a member stands there with this value. */
  boolean has(String member) {
    return split().contains(member);
  }

  /** Whether a row is all outputs of one kind, and then all of another. */
  boolean hasTwoOutputs() {
    return has("variance = LEARNED") || family.hasTwoOutputs();
  }

  /** The value of a member, or another where it is left out. */
  double number(String member, double otherwise) {
    String start = member + " = ";
    return split().stream()
        .filter(text -> text.startsWith(start))
        .mapToDouble(text -> Double.parseDouble(text.substring(start.length())))
        .findFirst()
        .orElse(otherwise);
  }

  private List<String> split() {
    return List.of(members.split(", "));
  }
}
