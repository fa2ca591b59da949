package dev.surprisal.samples.digits;

import dev.surprisal.runtime.LossValue;
import java.util.Random;

/** 64 pixels, 64 hidden units, 10 logits. */
final class Network {
  private static final int HIDDEN = 64;

  private final DigitHeadLoss loss = new DigitHeadLoss();
  private final Layer hidden;
  private final Layer output;
  private final Adam adam;

  Network(Random random, float learningRate) {
    hidden = new Layer(Digits.PIXELS, HIDDEN, random);
    output = new Layer(HIDDEN, DigitHead.DIGITS, random);
    adam = new Adam(learningRate);
    adam.add(hidden.weights, hidden.weightGradients);
    adam.add(hidden.bias, hidden.biasGradients);
    adam.add(output.weights, output.weightGradients);
    adam.add(output.bias, output.biasGradients);
  }

  /** One step on one batch; the loss is that of before the step. */
  LossValue train(Digits batch) {
    float[] activations = rectified(hidden.forward(batch.pixels()));
    float[] logits = output.forward(activations);

    // Loss and gradient in one pass. In place: from here on, logits hold their gradient.
    LossValue value = loss.forwardBackward(logits, batch.labels(), logits);

    float[] gradients = output.backward(activations, logits);
    for (int i = 0; i < gradients.length; i++) {
      if (activations[i] == 0) {
        gradients[i] = 0;
      }
    }
    hidden.backward(batch.pixels(), gradients);
    adam.step();
    return value;
  }

  /** Loss, predictions and surprisals of digits that are not learned from. */
  Evaluation evaluate(Digits digits) {
    float[] logits = output.forward(rectified(hidden.forward(digits.pixels())));
    double[] surprisals = new double[digits.count()];
    loss.perExample(logits, digits.labels(), surprisals);
    LossValue value = loss.forward(logits, digits.labels());
    loss.predict(logits, logits);
    return new Evaluation(value, logits, surprisals, digits.labels());
  }

  private static float[] rectified(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(values[i], 0);
    }
    return values;
  }
}
