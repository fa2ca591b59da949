package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Loss;

class SameNames {
  static class Model {
    @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//  ^ name-taken
    interface Digit {}
  }

  @Loss(distribution = BERNOULLI, activation = SIGMOID)
//^ name-taken
  interface ModelDigit {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID)
//^ name-taken
  float[] spam(float[] words) {
    return words;
  }

  @Loss(distribution = BERNOULLI, activation = SIGMOID)
//^ name-taken
  float[] spam(double[] words) {
    return null;
  }

  record Accessor(@Loss(distribution = BERNOULLI, activation = SIGMOID) float[] logits) {
//                ^ name-taken
    @Loss(distribution = GAUSSIAN, activation = IDENTITY)
//  ^ name-taken
    public float[] logits() {
      return logits;
    }
  }
}

class Existing {
  @Loss(distribution = BERNOULLI, activation = SIGMOID)
//^ class-exists
  interface Head {}
}

class ExistingHeadLoss {}
