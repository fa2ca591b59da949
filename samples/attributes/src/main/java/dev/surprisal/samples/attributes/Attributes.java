package dev.surprisal.samples.attributes;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.PRODUCT_OF_BERNOULLIS;

import dev.surprisal.annotation.Loss;

/** The network's outputs: for each attribute whether it holds, whatever the others. */
@Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, size = Attribute.COUNT)
interface Attributes {}
