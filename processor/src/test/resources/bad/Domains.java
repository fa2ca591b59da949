package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Loss;

class Domains {
  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      labelSmoothing = 1.5,
//                     ^ out-of-domain
      zLoss = Double.POSITIVE_INFINITY,
//                  ^ out-of-domain
      softCap = 0,
//              ^ out-of-domain
      temperature = 0)
//                  ^ out-of-domain
  interface Classes {}

  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      labelSmoothing = 0.0 / 0.0,
//                         ^ out-of-domain
      zLoss = 0 - 1e-4,
//              ^ out-of-domain
      // The default of the annotation, written down, is no cap.
      softCap = Double.POSITIVE_INFINITY)
//                    ^ out-of-domain
  interface OtherClasses {}

  @Loss(
      distribution = BERNOULLI,
      activation = SIGMOID,
      labelSmoothing = -0.1,
//                     ^ out-of-domain
      positiveWeight = 0,
//                     ^ out-of-domain
      temperature = 2e7)
//                  ^ out-of-domain
  interface YesOrNo {}

  record Four(
      @Loss(distribution = BERNOULLI, activation = SIGMOID, weight = 0) float[] first,
//                                                                   ^ out-of-domain
      @Loss(distribution = BERNOULLI, activation = SIGMOID, weight = 1e7) float[] second,
      @Loss(distribution = BERNOULLI, activation = SIGMOID, weight = 1e-31) float[] third,
//                                                                   ^ out-of-domain
      @Loss(distribution = BERNOULLI, activation = SIGMOID, weight = 2e7) float[] fourth) {}
//                                                                   ^ out-of-domain

  @Loss(distribution = BERNOULLI, activation = SIGMOID, focal = -1)
//                                                              ^ out-of-domain
  interface Focus {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, focal = 101)
//                                                                ^ out-of-domain
  interface Blind {}

  @Loss(distribution = LOG_NORMAL, activation = EXP, leastVariance = -1)
//                                                                   ^ out-of-domain
  interface Floor {}
}
