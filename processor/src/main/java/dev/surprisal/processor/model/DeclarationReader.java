package dev.surprisal.processor.model;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Linear;
import dev.surprisal.annotation.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** Reads the annotations on a type and its members into {@link Declaration}s. */
public final class DeclarationReader {
  private DeclarationReader() {}

  /**
   * Reads the heads of a type: the type itself, and its members.
   *
   * @param type a type with {@code @Loss} on or in it
   * @return the declarations, in the order of the source
   * @throws UnreadableMember if a member of an annotation has no value yet
   */
  public static List<Declaration> read(TypeElement type) throws UnreadableMember {
    List<Declaration> declarations = new ArrayList<>();
    for (Annotated element : Annotated.in(type)) {
      Optional<Members> loss = element.annotation(Loss.class);
      if (loss.isPresent()) {
        read(element, loss.get()).ifPresent(declarations::add);
      }
    }
    return declarations;
  }

  private static Optional<Declaration> read(Annotated element, Members loss)
      throws UnreadableMember {
    Map<String, Member<?>> members = loss.read();
    // Where they are left out, what the annotation says for it.
    Member<?> distribution =
        members.getOrDefault("distribution", new Member<>(Distribution.FORMULA, loss.position()));
    Member<?> activation =
        members.getOrDefault("activation", new Member<>(Activation.IDENTITY, loss.position()));
    return Optional.of(
        new Declaration(
            HeadReader.read(element, loss.position()),
            distribution.as(Distribution.class),
            activation.as(Activation.class),
            members,
            readLayer(element)));
  }

  private static Optional<LinearLayer> readLayer(Annotated element) throws UnreadableMember {
    Optional<Members> linear = element.annotation(Linear.class);
    return linear.isEmpty()
        ? Optional.empty()
        : Optional.of(new LinearLayer(linear.get().position(), linear.get().read()));
  }

  /**
   * The layers that belong to no head.
   *
   * @param type a type with {@code @Linear} on or in it
   */
  public static List<LoneLayer> loneLayers(TypeElement type) {
    return Annotated.in(type).stream()
        .filter(element -> element.annotation(Loss.class).isEmpty())
        .flatMap(element ->
            element.annotation(Linear.class).stream()
                .map(linear ->
                    new LoneLayer(element.element().getSimpleName().toString(), linear.position())))
        .toList();
  }
}
