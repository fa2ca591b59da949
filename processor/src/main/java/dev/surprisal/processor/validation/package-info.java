/**
 * Second stage, validate: all problems of a declaration, and the one list of their keys and texts.
 */
@NullMarked
package dev.surprisal.processor.validation;

import org.jspecify.annotations.NullMarked;
