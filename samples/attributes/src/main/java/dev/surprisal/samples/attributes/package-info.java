/** Several properties of a digit, each true or false by itself. */
package dev.surprisal.samples.attributes;
