package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Loss;

class Elements {
  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//^ not-a-head
  @interface Marker {}

  enum Heads {
    @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//  ^ not-a-head
    DIGIT
  }

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//^ no-outputs
  int digit;

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//^ no-outputs
  float[][] rows;

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//^ no-outputs
  void train() {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//^ no-outputs
  String name;

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//^ no-outputs
  Heads head;
}
