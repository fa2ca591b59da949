package dev.surprisal.processor.model;

/**
 * {@code @Linear} without a {@code @Loss} beside it.
 *
 * @param name the name of the element that it is on
 * @param position the annotation
 */
public record LoneLayer(String name, Position position) {}
