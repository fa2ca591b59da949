package dev.surprisal.samples.ownloss;

import static dev.surprisal.annotation.Activation.EXP;
import static dev.surprisal.annotation.Distribution.NEGATIVE_BINOMIAL;

import dev.surprisal.annotation.Loss;

/** What the formula is held against: the logarithms of a mean and of a shape. */
@Loss(distribution = NEGATIVE_BINOMIAL, activation = EXP)
interface VaryingVisits {}
