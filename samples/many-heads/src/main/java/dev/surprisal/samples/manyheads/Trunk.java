package dev.surprisal.samples.manyheads;

import dev.surprisal.samples.common.Adam;
import dev.surprisal.samples.common.Layer;
import dev.surprisal.samples.common.Rectifier;
import java.util.Random;
import java.util.stream.Stream;

/** One hidden layer, and an output layer for each head. */
final class Trunk {
  private static final double LEARNING_RATE = 2e-3;
  private static final int UNITS = 64;

  private final GlimpseLoss loss = new GlimpseLoss();
  private final Layer hidden;
  private final Layer digit = Layer.ofZeros(UNITS, Glimpse.DIGITS);
  private final Layer loop = Layer.ofZeros(UNITS, 1);
  private final Layer ink = Layer.ofZeros(UNITS, 2);
  private final Adam adam;

  Trunk(Random random) {
    hidden = Layer.random(Halves.PIXELS, UNITS, random);
    adam =
        new Adam(
            LEARNING_RATE,
            Stream.of(hidden, digit, loop, ink)
                .flatMap(layer -> layer.parameters().stream())
                .toList());
  }

  private Glimpse heads(float[] activations) {
    return new Glimpse(
        digit.forward(activations), loop.forward(activations), ink.forward(activations));
  }

  Glimpse outputs(Halves halves) {
    return heads(Rectifier.forward(hidden.forward(halves.upper())));
  }

  /** The loss of each head, of halves that nothing is learned from. */
  GlimpseLoss.Values test(Halves halves) {
    return loss.values(outputs(halves), halves.targets());
  }

  /** One step on one batch; the losses are those of before the step. */
  GlimpseLoss.Values train(Halves batch) {
    float[] activations = Rectifier.forward(hidden.forward(batch.upper()));
    Glimpse outputs = heads(activations);
    // All three heads, in place: the outputs become their own gradients.
    GlimpseLoss.Values values = loss.valuesAndGradients(outputs, batch.targets(), outputs);
    float[] gradients =
        sum(
            digit.backward(activations, outputs.digit()),
            loop.backward(activations, outputs.loop()),
            ink.backward(activations, outputs.ink()));
    hidden.backward(batch.upper(), Rectifier.backward(activations, gradients));
    adam.step();
    return values;
  }

  /** What the heads ask of the trunk, added up. */
  private static float[] sum(float[]... gradients) {
    float[] sum = new float[gradients[0].length];
    for (float[] some : gradients) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += some[i];
      }
    }
    return sum;
  }
}
