package dev.surprisal.processor.validation;

import dev.surprisal.processor.model.Composite;
import dev.surprisal.processor.model.Head;
import dev.surprisal.processor.model.Place;
import dev.surprisal.processor.model.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of all loss classes of a compilation, of which no two may be the same. */
public final class LossNames {
  /** What asks for a name: a head, or the heads of a type together. */
  private record Claim(Object claimant, String name) {}

  private final Map<String, List<Claim>> claims = new HashMap<>();

  /** Takes in a head of this or an earlier round. */
  public void add(Head head) {
    add(head, head.displayName(), head.place());
  }

  /** Takes in a type with several heads. */
  public void add(Composite composite) {
    add(composite, name(composite), composite.place());
  }

  private void add(Object claimant, String name, Place place) {
    claims
        .computeIfAbsent(place.lossNameInModule(), taken -> new ArrayList<>())
        .add(new Claim(claimant, name));
  }

  /** Another that would generate a class of the same name; reported at each of the two. */
  public Optional<Finding> clash(Head head) {
    return clash(head, head.displayName(), head.place(), head.position());
  }

  /** Another that would generate a class of the same name; reported at each of the two. */
  public Optional<Finding> clash(Composite composite) {
    return clash(composite, name(composite), composite.place(), composite.position());
  }

  private Optional<Finding> clash(Object claimant, String name, Place place, Position position) {
    return claims.get(place.lossNameInModule()).stream()
        .filter(other -> other.claimant() != claimant)
        .findFirst()
        .map(other ->
            Finding.of(HeadProblem.NAME_TAKEN, position, name, place.lossName(), other.name()));
  }

  private static String name(Composite composite) {
    return "the composite of " + composite.place().displayName();
  }
}
