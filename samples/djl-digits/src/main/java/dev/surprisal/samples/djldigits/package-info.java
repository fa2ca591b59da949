/** Digits completed by a network of the Deep Java Library, and where it is not sure of them. */
package dev.surprisal.samples.djldigits;
