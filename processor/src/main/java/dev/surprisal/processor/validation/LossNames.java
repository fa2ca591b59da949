package dev.surprisal.processor.validation;

import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.Head;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of all loss classes of a compilation, of which no two may be the same. */
public final class LossNames {
  private final Map<String, List<Head>> heads = new HashMap<>();

  /** Takes in a declaration of this or an earlier round. */
  public void add(Declaration declaration) {
    Head head = declaration.head();
    heads.computeIfAbsent(head.qualifiedLossName(), name -> new ArrayList<>()).add(head);
  }

  /** Another head that would generate a class of the same name; reported at each of the two. */
  public Optional<Finding> clash(Declaration declaration) {
    Head head = declaration.head();
    return heads.get(head.qualifiedLossName()).stream()
        .filter(other -> other != head)
        .findFirst()
        .map(other ->
            Finding.of(
                Problem.NAME_TAKEN,
                head.position(),
                head.displayName(),
                head.lossName(),
                other.displayName()));
  }
}
