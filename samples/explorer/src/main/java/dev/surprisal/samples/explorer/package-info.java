/** A page on which outputs are dragged, and what generated losses say of them is seen. */
package dev.surprisal.samples.explorer;
