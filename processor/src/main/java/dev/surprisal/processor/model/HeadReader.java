package dev.surprisal.processor.model;

import dev.surprisal.annotation.Precision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads the annotated element. */
final class HeadReader {
  private HeadReader() {}

  static Head read(Annotated annotated, Position position) throws UnreadableMember {
    Element element = annotated.element();
    Carrier carrier = annotated.carrier();
    Deque<String> names = new ArrayDeque<>();
    boolean isPublic = isPublic(element, carrier);
    boolean isPrivate = false;
    Set<String> suppressed = suppressedOnField(element, carrier);
    Element enclosing = element;
    while (!(enclosing instanceof PackageElement)) {
      names.addFirst(enclosing.getSimpleName().toString());
      suppressed.addAll(suppressed(enclosing));
      if (isType(enclosing)) {
        isPublic &= enclosing.getModifiers().contains(Modifier.PUBLIC);
        isPrivate |= enclosing.getModifiers().contains(Modifier.PRIVATE);
      }
      enclosing = enclosing.getEnclosingElement();
    }
    return new Head(
        place((PackageElement) enclosing, List.copyOf(names)),
        carrier,
        type(element, carrier),
        isPublic,
        isPrivate,
        Set.copyOf(suppressed),
        position);
  }

  private static Place place(PackageElement enclosing, List<String> names) {
    String module =
        enclosing.getEnclosingElement() instanceof ModuleElement named
            ? named.getQualifiedName().toString()
            : "";
    return new Place(module, enclosing.getQualifiedName().toString(), names);
  }

  /** No component has {@code @SuppressWarnings}: where it is written on one, its field has it. */
  private static Set<String> suppressedOnField(Element element, Carrier carrier)
      throws UnreadableMember {
    Set<String> suppressed = new HashSet<>();
    if (carrier == Carrier.RECORD_COMPONENT) {
      for (Element field :
          ElementFilter.fieldsIn(element.getEnclosingElement().getEnclosedElements())) {
        if (field.getSimpleName().equals(element.getSimpleName())) {
          suppressed.addAll(suppressed(field));
        }
      }
    }
    return suppressed;
  }

  private static Set<String> suppressed(Element element) throws UnreadableMember {
    Optional<Members> suppress = Members.find(SuppressWarnings.class, element);
    Set<String> suppressed = new HashSet<>();
    if (suppress.isPresent()) {
      for (Member<?> member : suppress.get().read().values()) {
        ((List<?>) member.value()).forEach(warning -> suppressed.add((String) warning));
      }
    }
    return suppressed;
  }

  /** Whether a field or method is; types are asked with those that enclose them. */
  private static boolean isPublic(Element element, Carrier carrier) {
    return switch (carrier) {
      case FIELD, METHOD -> element.getModifiers().contains(Modifier.PUBLIC);
      case TYPE, ANNOTATION_INTERFACE, ENUM_CONSTANT, RECORD_COMPONENT -> true;
    };
  }

  private static boolean isType(Element element) {
    return element.getKind().isClass() || element.getKind().isInterface();
  }

  private static HeadType type(Element element, Carrier carrier) {
    return switch (carrier) {
      case FIELD, RECORD_COMPONENT -> type(element.asType());
      case METHOD -> type(((ExecutableElement) element).getReturnType());
      case TYPE, ANNOTATION_INTERFACE, ENUM_CONSTANT -> HeadType.NONE;
    };
  }

  private static HeadType type(TypeMirror type) {
    Optional<Precision> precision = precision(type);
    boolean holdsOutputs =
        switch (type.getKind()) {
          case ARRAY -> precision.isPresent();
          case DECLARED -> isOfTheUser(((DeclaredType) type).asElement());
          default -> type.getKind() != TypeKind.VOID && !type.getKind().isPrimitive();
        };
    return new HeadType(type.toString(), precision, holdsOutputs);
  }

  /** A tensor or a layer can stand for outputs; a string, a list or an enum cannot. */
  private static boolean isOfTheUser(Element type) {
    return type.getKind() != ElementKind.ENUM
        && !((TypeElement) type).getQualifiedName().toString().startsWith("java.");
  }

  private static Optional<Precision> precision(TypeMirror type) {
    if (!(type instanceof ArrayType array)) {
      return Optional.empty();
    }
    return switch (array.getComponentType().getKind()) {
      case FLOAT -> Optional.of(Precision.FLOAT);
      case DOUBLE -> Optional.of(Precision.DOUBLE);
      default -> Optional.empty();
    };
  }
}
