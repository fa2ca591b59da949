/** What samples share: data, layers, an optimiser, charts, the command line and the terminal. */
package dev.surprisal.samples.common;
