package dev.surprisal.samples.explorer;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.PRODUCT_OF_BERNOULLIS;
import static dev.surprisal.annotation.Precision.DOUBLE;

import dev.surprisal.annotation.Loss;

/**
 * Several independent yes or no at once.
 *
 * @param reading the loss of all labels together, with their gradients
 * @param perplexity how many equally likely outcomes would be as surprising
 * @param entropy the surprisal that the prediction itself expects
 * @param surprisals that of each label
 */
record Bernoullis(Reading reading, double perplexity, double entropy, double[] surprisals) {

  @Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, precision = DOUBLE)
  interface Properties {}

  static Bernoullis of(Example example) {
    double[] logits = example.outputs();
    double[] targets = example.targets();
    var loss = new BernoullisPropertiesLoss(logits.length);
    Reading reading = Reading.of(loss, logits, targets);

    // Of size one, so that each label is an example with a loss of its own.
    double[] surprisals = new double[logits.length];
    new BernoullisPropertiesLoss(1).perExample(logits, targets, surprisals);
    return new Bernoullis(
        reading,
        loss.surprisal(logits, targets).perplexity(),
        loss.forward(logits, reading.predictions()).mean(),
        surprisals);
  }
}
