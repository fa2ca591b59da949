/**
 * Third stage, express: a declaration as an expression, the distribution's &minus;log p with the
 * options put in.
 */
@NullMarked
package dev.surprisal.processor.express;

import org.jspecify.annotations.NullMarked;
