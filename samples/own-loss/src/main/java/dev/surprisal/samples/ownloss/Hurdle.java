package dev.surprisal.samples.ownloss;

import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.Targets;

/** Two outputs: the log-odds of going at all, g, and after each visit those of going again, a. */
@Loss(
    nll =
        "softplus(g) - sign(y) * g" // at all: sign(y) is 1 from the first visit on
            + " + sign(y) * softplus(a) + (y - sign(y)) * softplus(-a)", // and again
    targets = Targets.COUNTS,
    outputNames = {"g", "a"},
    mean = {"sigmoid(g) * (1 + exp(a))", "sigmoid(a)"})
interface Hurdle {}
