package dev.surprisal.samples.explorer;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Precision.DOUBLE;
import static dev.surprisal.annotation.Variance.FIXED;
import static dev.surprisal.annotation.Variance.LEARNED;

import dev.surprisal.annotation.Loss;

/**
 * A real number, of which the head says how far off it may be.
 *
 * @param reading the loss of the target, with its gradients by mean and log-variance
 * @param width the part of the loss that is there even if the target is the mean
 * @param miss the part that grows with the distance
 * @param bell the density, without its constant factor, as exp of minus the loss
 */
record Gaussian(Reading reading, double width, double miss, Curve bell) {

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, precision = DOUBLE, variance = LEARNED)
  interface Height {}

  /** The same mean, where the variance is known and not paid for. */
  @Loss(distribution = GAUSSIAN, activation = IDENTITY, precision = DOUBLE, variance = FIXED)
  interface HeightOfKnownVariance {}

  static Gaussian of(Example example) {
    double[] outputs = example.outputs(2);
    double[] target = example.targets(1);
    var loss = new GaussianHeightLoss();
    Reading reading = Reading.of(loss, outputs, target);

    double[] mean = {reading.predictions()[0]};
    double variance = reading.predictions()[1];
    return new Gaussian(
        reading,
        loss.forward(outputs, mean).mean(),
        new GaussianHeightOfKnownVarianceLoss(variance).forward(mean, target).mean(),
        Curve.of((points, losses) ->
                loss.perExample(Example.repeated(outputs, points.length), points, losses))
            .expOfMinus());
  }
}
