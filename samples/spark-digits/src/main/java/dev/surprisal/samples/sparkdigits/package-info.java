/** A softmax head over the partitions of a data set. */
package dev.surprisal.samples.sparkdigits;
