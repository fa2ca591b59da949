/** A small network learns handwritten digits through a loss that was generated from its head. */
package dev.surprisal.samples.digits;
