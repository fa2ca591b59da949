package dev.surprisal.processor.validation;

import dev.surprisal.processor.model.Composite;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.Head;
import dev.surprisal.processor.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what keeps heads that are right by themselves from a loss together. */
public final class CompositeValidator {
  /** Constants and methods without arguments of generated records, and what cannot be called. */
  private static final Set<String> TAKEN =
      Set.of(
          "ZERO",
          "yield",
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "weightedTotal",
          "serialVersionUID");

  /** The records inside the generated class. */
  private static final Set<String> RECORDS = Set.of("Outputs", "Targets", "Values", "Denominators");

  /** As many doubles are parameters of a constructor, of 255 units with {@code this}. */
  private static final int MOST_HEADS = 127;

  private CompositeValidator() {}

  /**
   * Everything that is wrong with a type as the holder of several heads.
   *
   * @param composite the type
   */
  public static List<Finding> findings(Composite composite) {
    List<Finding> findings = new ArrayList<>();
    Place place = composite.place();
    // Of the unnamed package nothing can be imported, so that the record inside would hide it.
    String outermost = place.names().get(0);
    if (place.packageName().isEmpty() && RECORDS.contains(outermost)) {
      findings.add(
          Finding.of(
              HeadProblem.UNUSABLE_NAME, composite.position(), place.displayName(), outermost));
    }
    if (composite.heads().size() > MOST_HEADS) {
      findings.add(
          Finding.of(
              HeadProblem.TOO_MANY_HEADS,
              composite.position(),
              place.displayName(),
              composite.heads().size()));
    }
    composite.heads().stream()
        .map(Declaration::head)
        .filter(head -> TAKEN.contains(head.place().simpleName()))
        .map(CompositeValidator::unusableName)
        .forEach(findings::add);
    return findings;
  }

  private static Finding unusableName(Head head) {
    return Finding.of(
        HeadProblem.UNUSABLE_NAME, head.position(), head.displayName(), head.place().simpleName());
  }
}
