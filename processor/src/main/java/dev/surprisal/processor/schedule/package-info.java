/**
 * Fifth stage, schedule: expressions as programs of primitives and loops, of a class with a name.
 */
@NullMarked
package dev.surprisal.processor.schedule;

import org.jspecify.annotations.NullMarked;
