package dev.surprisal.processor.validation;

import dev.surprisal.processor.model.Composite;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.Head;
import java.util.List;
import java.util.Set;

/** Finds what keeps heads that are right by themselves from a loss together. */
public final class CompositeValidator {
  /** Methods without arguments that every object has, and one of the generated values. */
  private static final Set<String> TAKEN =
      Set.of(
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "weightedTotal");

  private CompositeValidator() {}

  /**
   * Everything that is wrong with a type as the holder of several heads.
   *
   * @param composite the type
   */
  public static List<Finding> findings(Composite composite) {
    return composite.heads().stream()
        .map(Declaration::head)
        .filter(head -> TAKEN.contains(head.place().simpleName()))
        .map(CompositeValidator::unusableName)
        .toList();
  }

  private static Finding unusableName(Head head) {
    return Finding.of(
        Problem.UNUSABLE_NAME, head.position(), head.displayName(), head.place().simpleName());
  }
}
