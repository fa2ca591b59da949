package dev.surprisal.processor.schedule.program;

import java.util.Optional;

/**
 * How the Javadoc of a generated class refers to its head.
 *
 * @param type the type that is the head or encloses it, as named within its package
 * @param member the field, method or component that is the head, if it is not the type
 */
public record HeadName(String type, Optional<String> member) {}
