package dev.surprisal.processor;

import dev.surprisal.processor.model.Declaration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/**
 * Finds heads in generated sources that only repeat what the user wrote. Processors of other
 * libraries copy annotations into what they generate: from a type to one that extends or implements
 * it, and from a member to members of the same name, in such a type or in a builder beside it.
 */
final class Repetitions {
  private record Said(String name, Map<String, Object> values) {}

  private final Set<Said> earlier = new HashSet<>();

  /** Takes in the heads of a type, for sources that are generated later. */
  void add(TypeElement type, List<Declaration> heads) {
    for (Declaration head : heads) {
      String name = head.head().isMember() ? memberName(head) : type.getQualifiedName().toString();
      earlier.add(new Said(name, head.values()));
    }
  }

  /** The heads of a type that are not repetitions; in sources of the user none is. */
  List<Declaration> leaveOut(TypeElement type, List<Declaration> heads) {
    return heads.stream()
        .filter(head ->
            repeatedNames(type, head)
                .noneMatch(name -> earlier.contains(new Said(name, head.values()))))
        .toList();
  }

  private static Stream<String> repeatedNames(TypeElement type, Declaration head) {
    return head.head().isMember() ? Stream.of(memberName(head)) : supertypes(type);
  }

  /** Members of one name in one package. */
  private static String memberName(Declaration head) {
    return head.head().place().packageName() + "#" + head.head().place().simpleName();
  }

  private static Stream<String> supertypes(TypeElement type) {
    return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
        .filter(DeclaredType.class::isInstance)
        .map(supertype -> qualifiedName((DeclaredType) supertype));
  }

  private static String qualifiedName(DeclaredType type) {
    return ((TypeElement) type.asElement()).getQualifiedName().toString();
  }
}
