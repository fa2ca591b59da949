/** What the schedule decides of a generated class: all that is known of it before it is written. */
@NullMarked
package dev.surprisal.processor.schedule.program;

import org.jspecify.annotations.NullMarked;
