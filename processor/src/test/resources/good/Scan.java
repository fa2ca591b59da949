package good;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;

import dev.surprisal.annotation.Loss;

/** Two heads, and the loss of both together. */
public record Scan(
    @Loss(distribution = BERNOULLI, activation = SIGMOID, positiveWeight = 5) float[] malignant,
    @Loss(distribution = GAUSSIAN, activation = IDENTITY, exampleWeights = true, weight = 0.5)
        double[] diameter) {}
