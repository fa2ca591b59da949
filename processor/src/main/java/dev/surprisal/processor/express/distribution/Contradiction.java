package dev.surprisal.processor.express.distribution;

import dev.surprisal.processor.express.option.Option;

/**
 * Two options that a family has, but not together.
 *
 * @param option the one to be reported
 * @param other the other one, as it is written
 * @param misfit why, and what to write instead
 */
public record Contradiction(Option option, String other, Misfit misfit) {}
