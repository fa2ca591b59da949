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
    Stream<String> all = Stream.of(family.declaration(), "precision = " + precision, members);
    return Stream.concat(all, family.required.stream())
        .filter(member -> !member.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** Whether a member stands there with this value. */
  boolean has(String member) {
    return split().contains(member);
  }

  /** How many things it says of each value. A row is all outputs of one kind, then of another. */
  int outputsPerValue() {
    return has("variance = LEARNED") ? 2 : family.outputsPerValue();
  }

  /** Whether there is a floor under what is learned. */
  boolean hasLeastVariance() {
    return number("leastVariance", 0) > 0;
  }

  /** Whether losses are multiplied by a power of what the probability of what is right lacks. */
  boolean isFocal() {
    return number("focal", 0) > 0;
  }

  /** Whether there is a plain loop: of what boosting asks for, of the first four families alone. */
  boolean hasLoop(Mode mode) {
    boolean isOfSecondOrder = family.ordinal() <= Family.GAUSSIAN.ordinal() && !hasLeastVariance();
    return isOfSecondOrder || mode.isOfAutograd();
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
