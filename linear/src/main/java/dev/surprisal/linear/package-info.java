/** Linear heads: the values of a last layer, and what their generated losses are made of. */
@NullMarked
package dev.surprisal.linear;

import org.jspecify.annotations.NullMarked;
