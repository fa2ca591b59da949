package dev.surprisal.samples.explorer;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Precision.DOUBLE;

import dev.surprisal.annotation.Loss;

/**
 * One yes or no.
 *
 * @param reading the loss of the target, with its gradient
 * @param perplexity how many equally likely outcomes would be as surprising
 * @param entropy the surprisal that the prediction itself expects
 * @param surprisals that of a no and that of a yes
 * @param weights how much of either the target is
 * @param losses that of the target, over logits
 */
record Bernoulli(
    Reading reading,
    double perplexity,
    double entropy,
    double[] surprisals,
    double[] weights,
    Curve losses) {

  @Loss(distribution = BERNOULLI, activation = SIGMOID, precision = DOUBLE)
  interface Malignant {}

  static Bernoulli of(Example example) {
    double[] logit = example.outputs(1);
    double[] target = example.targets(1);
    var loss = new BernoulliMalignantLoss();
    Reading reading = Reading.of(loss, logit, target);

    double[] surprisals = new double[2];
    loss.perExample(Example.repeated(logit, 2), new double[] {0, 1}, surprisals);
    return new Bernoulli(
        reading,
        loss.surprisal(logit, target).perplexity(),
        loss.forward(logit, reading.predictions()).mean(),
        surprisals,
        new double[] {1 - target[0], target[0]},
        Curve.of((logits, losses) ->
            loss.perExample(logits, Example.repeated(target, logits.length), losses)));
  }
}
