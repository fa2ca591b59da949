/** Distributions, a file each: &minus;log p, the mean, and their words. */
@NullMarked
package dev.surprisal.processor.express.distribution;

import org.jspecify.annotations.NullMarked;
