/**
 * Expressions, of which losses are made: arithmetic in one canonical form, a closed table of
 * functions, and their notation for people. It knows nothing else.
 */
@NullMarked
package dev.surprisal.processor.express.algebra;

import org.jspecify.annotations.NullMarked;
