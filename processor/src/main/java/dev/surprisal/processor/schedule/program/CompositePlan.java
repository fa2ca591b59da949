package dev.surprisal.processor.schedule.program;

import java.util.List;
import java.util.Set;

/**
 * Everything that is decided of the loss of several heads together before it is written.
 *
 * @param packageName its package; empty for the unnamed one
 * @param className its simple name
 * @param isPublic whether it is public
 * @param type the type that the heads are in, as named within its package
 * @param typeParameters how many type parameters that type has
 * @param holdsOutputs whether that type holds outputs and gradients itself
 * @param deprecations the warnings that its uses give, by the keys that suppress them
 * @param parts the heads
 */
public record CompositePlan(
    String packageName,
    String className,
    boolean isPublic,
    String type,
    int typeParameters,
    boolean holdsOutputs,
    Set<String> deprecations,
    List<Part> parts) {

  /**
   * A head in it.
   *
   * @param name its name, that of a field, method or component
   * @param weight its factor
   * @param loss its own loss
   */
  public record Part(String name, double weight, LossPlan loss) {}
}
