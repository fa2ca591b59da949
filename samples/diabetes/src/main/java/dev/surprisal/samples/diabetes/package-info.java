/** A measurement with its uncertainty: half the squared error, and what it leaves unsaid. */
package dev.surprisal.samples.diabetes;
