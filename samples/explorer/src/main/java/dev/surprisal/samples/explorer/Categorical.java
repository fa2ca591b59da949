package dev.surprisal.samples.explorer;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Precision.DOUBLE;
import static dev.surprisal.annotation.TargetForm.PROBABILITIES;

import dev.surprisal.annotation.Loss;
import java.util.stream.IntStream;

/**
 * One of several classes.
 *
 * @param reading the loss of the target, with its gradients
 * @param perplexity how many equally likely classes would be as surprising
 * @param entropy the surprisal that the prediction itself expects
 * @param surprisals −log q of each class
 * @param sum the cross-entropy with the target as a one-hot row, all of its terms added up
 */
record Categorical(
    Reading reading, double perplexity, double entropy, double[] surprisals, double sum) {

  /** The target is an index. One row for each class may look like probabilities by accident. */
  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, precision = DOUBLE, checkOutputs = false)
  interface Digit {}

  /** The same distribution; the target is a probability for each class. */
  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      precision = DOUBLE,
      target = PROBABILITIES)
  interface DigitShares {}

  static Categorical of(Example example) {
    double[] logits = example.outputs();
    int classes = logits.length;
    int[] target = {example.oneClass()};
    var loss = new CategoricalDigitLoss(classes);
    Reading reading = Reading.of(loss, logits, target);

    double[] surprisals = new double[classes];
    int[] each = IntStream.range(0, classes).toArray();
    loss.perExample(Example.repeated(logits, classes), each, surprisals);

    double[] oneHot = new double[classes];
    oneHot[target[0]] = 1;
    var shares = new CategoricalDigitSharesLoss(classes);
    return new Categorical(
        reading,
        loss.surprisal(logits, target).perplexity(),
        shares.forward(logits, reading.predictions()).mean(),
        surprisals,
        shares.forward(logits, oneHot).mean());
  }
}
