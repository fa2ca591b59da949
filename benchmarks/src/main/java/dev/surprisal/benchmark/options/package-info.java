/**
 * What an option costs: each option of each family beside the plain head of the same shape, a plain
 * loop and PyTorch. {@code Family} lists the options, {@code Row} the shapes; a row of the table is
 * the text of a declaration. The head is compiled from it, and the inputs, the plain loop and
 * PyTorch's composition read the options from it.
 */
package dev.surprisal.benchmark.options;
