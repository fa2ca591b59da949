package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Loss;

class Pairs {
  @Loss(distribution = CATEGORICAL, activation = SIGMOID, size = 3)
//                                               ^ wrong-pair
  interface A {}

  @Loss(distribution = CATEGORICAL, activation = IDENTITY, size = 3)
//                                               ^ wrong-pair
  interface B {}

  @Loss(distribution = BERNOULLI, activation = SOFTMAX)
//                                             ^ wrong-pair
  interface C {}

  @Loss(distribution = BERNOULLI, activation = IDENTITY)
//                                             ^ wrong-pair
  interface D {}

  @Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = SOFTMAX)
//                                                         ^ wrong-pair
  interface E {}

  @Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = IDENTITY)
//                                                         ^ wrong-pair
  interface F {}

  @Loss(distribution = GAUSSIAN, activation = SOFTMAX)
//                                            ^ wrong-pair
  interface G {}

  @Loss(distribution = GAUSSIAN, activation = SIGMOID)
//                                            ^ wrong-pair
  interface H {}
}
