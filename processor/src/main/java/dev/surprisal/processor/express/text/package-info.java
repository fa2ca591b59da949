/** Formulas that users write, as expressions: knows the algebra alone. */
@NullMarked
package dev.surprisal.processor.express.text;

import org.jspecify.annotations.NullMarked;
