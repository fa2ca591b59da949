/** Boosted trees that say how sure they are. */
package dev.surprisal.samples.boostedtrees;
