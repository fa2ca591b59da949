package dev.surprisal.samples.explorer;

import java.util.function.Function;

/**
 * A kind of loss.
 *
 * @param head what the page shows of it
 * @param answer what its losses say of an example
 */
record Family(Class<?> head, Function<Example, Record> answer) {}
