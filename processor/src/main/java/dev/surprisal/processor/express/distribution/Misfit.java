package dev.surprisal.processor.express.distribution;

/**
 * Why something does not go with a family, and what does. ASCII, as it ends in terminals.
 *
 * @param why the true reason, a sentence or two
 * @param instead what to write instead
 */
public record Misfit(String why, String instead) {}
