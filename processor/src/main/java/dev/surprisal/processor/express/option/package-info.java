/** Options, each a rewrite of a distribution's expression. */
@NullMarked
package dev.surprisal.processor.express.option;

import org.jspecify.annotations.NullMarked;
