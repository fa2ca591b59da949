/** Last stage, write: a plan becomes a class. The only place that names the runtime. */
@NullMarked
package dev.surprisal.processor.write;

import org.jspecify.annotations.NullMarked;
