package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Loss;

class Composites {
  record One(
      @Loss(distribution = BERNOULLI, activation = SIGMOID, weight = 2) float[] alone,
//                                                                   ^ lone-weight
      float[] other) {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID, weight = 2)
//                                                               ^ lone-weight
  interface Head {}

  static class Fields {
    @Loss(distribution = BERNOULLI, activation = SIGMOID)
//  ^ unusable-name
    float[] notify;

    @Loss(distribution = BERNOULLI, activation = SIGMOID)
//  ^ unusable-name
    float[] weightedTotal;

    @Loss(distribution = BERNOULLI, activation = SIGMOID)
//  ^ unusable-name
    float[] ZERO;

    @Loss(distribution = BERNOULLI, activation = SIGMOID)
//  ^ unusable-name
    float[] serialVersionUID;
  }

  // Head and composite would share a name.
  static class Twice {
    @Loss(distribution = BERNOULLI, activation = SIGMOID)
    interface A {}

    @Loss(distribution = GAUSSIAN, activation = IDENTITY)
//  ^ name-taken
    record Pair(
//  ^ name-taken
        @Loss(distribution = BERNOULLI, activation = SIGMOID) float[] first,
        @Loss(distribution = BERNOULLI, activation = SIGMOID) float[] second) {}
  }
}
