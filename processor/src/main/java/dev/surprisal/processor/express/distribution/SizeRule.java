package dev.surprisal.processor.express.distribution;

import java.util.OptionalInt;

/**
 * How many outputs an example of a family has.
 *
 * @param least the smallest size that makes sense
 * @param most the largest
 * @param whenLeftOut the size of a head that does not say; empty if the constructor is to ask for
 *     it
 * @param misfit why a size outside least..most makes no sense
 */
public record SizeRule(int least, int most, OptionalInt whenLeftOut, Misfit misfit) {}
