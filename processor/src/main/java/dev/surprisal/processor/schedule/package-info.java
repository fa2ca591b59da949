/** Fifth stage, schedule: expressions as programs of primitives and loops. */
@NullMarked
package dev.surprisal.processor.schedule;

import org.jspecify.annotations.NullMarked;
