package dev.surprisal.samples.nextword;

/**
 * How far the network is.
 *
 * @param words learned from so far
 * @param trained the mean loss on them since the last point, in nats
 * @param tested the mean loss on unseen words, in nats
 */
record Point(long words, double trained, double tested) {}
