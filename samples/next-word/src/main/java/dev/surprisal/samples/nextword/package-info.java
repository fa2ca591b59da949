/** A sample: a small language model on real text, its last layer and loss one generated class. */
package dev.surprisal.samples.nextword;
