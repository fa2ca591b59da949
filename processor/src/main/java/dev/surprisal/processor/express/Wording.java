package dev.surprisal.processor.express;

/**
 * The names of the arguments of a generated class.
 *
 * @param outputs what the head emits
 * @param targets the targets
 * @param predictions what the activation makes of the outputs
 */
public record Wording(String outputs, String targets, String predictions) {}
