package dev.surprisal.samples.attributes;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.TargetForm.PROBABILITIES;

import dev.surprisal.annotation.Loss;

/** What it is held against: a softmax, which shares one certainty out among the attributes. */
@Loss(
    distribution = CATEGORICAL,
    activation = SOFTMAX,
    size = Attribute.COUNT,
    target = PROBABILITIES)
interface OneAttribute {}
