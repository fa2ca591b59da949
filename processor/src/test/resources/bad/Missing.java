package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Loss;

class Missing {
  @Loss(distribution = ASYMMETRIC_LAPLACE, activation = IDENTITY)
//                     ^ missing-member
  interface NoQuantile {}

  @Loss(distribution = TWEEDIE, activation = EXP)
//                     ^ missing-member
  interface NoPower {}

  @Loss(distribution = ASYMMETRIC_LAPLACE, activation = IDENTITY, quantile = 1)
//                                                                           ^ out-of-domain
  interface All {}

  @Loss(distribution = TWEEDIE, activation = EXP, power = 2)
//                                                        ^ out-of-domain
  interface Gamma {}

  @Loss(distribution = BINOMIAL, activation = SIGMOID)
//                     ^ missing-member
  interface NoTrials {}

  @Loss(distribution = STUDENT_T, activation = IDENTITY)
//                     ^ missing-member
  interface NoFreedom {}

  @Loss(distribution = BINOMIAL, activation = SIGMOID, trials = 0)
//                                                              ^ out-of-domain
  interface NothingTried {}

  @Loss(distribution = STUDENT_T, activation = IDENTITY, degreesOfFreedom = 0)
//                                                                          ^ out-of-domain
  interface NoDensity {}

  @Loss(distribution = MIXTURE_OF_GAUSSIANS, activation = SOFTMAX)
//                     ^ missing-member
  interface NothingMixed {}

  @Loss(distribution = MIXTURE_OF_GAUSSIANS, activation = SOFTMAX, components = 1)
//                                                                              ^ out-of-domain
  interface OneAlone {}
}
