package dev.surprisal.processor.model;

import dev.surprisal.annotation.Precision;
import java.util.Optional;

/**
 * The Java type that a field, method or record component gives its head.
 *
 * @param text the type as the user wrote it; empty for a head that is a type itself
 * @param precision the precision that {@code float[]} or {@code double[]} says
 * @param holdsOutputs whether such a type can stand for the outputs of a head: {@code float[]},
 *     {@code double[]} and types of the user, but not void, a primitive, another array, an enum or
 *     a type of the JDK
 */
public record HeadType(String text, Optional<Precision> precision, boolean holdsOutputs) {
  /** The type of a head that is a type itself. */
  static final HeadType NONE = new HeadType("", Optional.empty(), true);
}
