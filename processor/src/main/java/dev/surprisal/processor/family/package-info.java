/**
 * What differs between distributions, one file for each: the pair, the sizes, the formula, the
 * arithmetic step by step.
 */
@NullMarked
package dev.surprisal.processor.family;

import org.jspecify.annotations.NullMarked;
