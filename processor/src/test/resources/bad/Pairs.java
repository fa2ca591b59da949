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

  @Loss(distribution = CATEGORICAL, activation = EXP)
//                                               ^ wrong-pair
  interface I {}

  @Loss(distribution = BERNOULLI, activation = EXP)
//                                             ^ wrong-pair
  interface J {}

  @Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = EXP)
//                                                         ^ wrong-pair
  interface K {}

  @Loss(distribution = GAUSSIAN, activation = EXP)
//                                            ^ wrong-pair
  interface L {}

  @Loss(distribution = POISSON, activation = SOFTMAX)
//                                           ^ wrong-pair
  interface M {}

  @Loss(distribution = POISSON, activation = SIGMOID)
//                                           ^ wrong-pair
  interface N {}

  @Loss(distribution = POISSON, activation = IDENTITY)
//                                           ^ wrong-pair
  interface O {}

  @Loss(distribution = LAPLACE, activation = SOFTMAX)
//                                           ^ wrong-pair
  interface P {}

  @Loss(distribution = LAPLACE, activation = SIGMOID)
//                                           ^ wrong-pair
  interface Q {}

  @Loss(distribution = LAPLACE, activation = EXP)
//                                           ^ wrong-pair
  interface R {}

  @Loss(distribution = ASYMMETRIC_LAPLACE, activation = SOFTMAX, quantile = 0.5)
//                                                      ^ wrong-pair
  interface S {}

  @Loss(distribution = ASYMMETRIC_LAPLACE, activation = SIGMOID, quantile = 0.5)
//                                                      ^ wrong-pair
  interface T {}

  @Loss(distribution = ASYMMETRIC_LAPLACE, activation = EXP, quantile = 0.5)
//                                                      ^ wrong-pair
  interface U {}

  @Loss(distribution = TWEEDIE, activation = SOFTMAX, power = 1.5)
//                                           ^ wrong-pair
  interface V {}

  @Loss(distribution = TWEEDIE, activation = SIGMOID, power = 1.5)
//                                           ^ wrong-pair
  interface W {}

  @Loss(distribution = TWEEDIE, activation = IDENTITY, power = 1.5)
//                                           ^ wrong-pair
  interface X {}

  @Loss(distribution = NEGATIVE_BINOMIAL, activation = SOFTMAX)
//                                                     ^ wrong-pair
  interface VisitsSoftmax {}

  @Loss(distribution = NEGATIVE_BINOMIAL, activation = SIGMOID)
//                                                     ^ wrong-pair
  interface VisitsSigmoid {}

  @Loss(distribution = NEGATIVE_BINOMIAL, activation = IDENTITY)
//                                                     ^ wrong-pair
  interface VisitsIdentity {}

  @Loss(distribution = BINOMIAL, activation = SOFTMAX, trials = 3)
//                                            ^ wrong-pair
  interface SuccessesSoftmax {}

  @Loss(distribution = BINOMIAL, activation = IDENTITY, trials = 3)
//                                            ^ wrong-pair
  interface SuccessesIdentity {}

  @Loss(distribution = BINOMIAL, activation = EXP, trials = 3)
//                                            ^ wrong-pair
  interface SuccessesExp {}

  @Loss(distribution = GAMMA, activation = SOFTMAX)
//                                         ^ wrong-pair
  interface CostsSoftmax {}

  @Loss(distribution = GAMMA, activation = SIGMOID)
//                                         ^ wrong-pair
  interface CostsSigmoid {}

  @Loss(distribution = GAMMA, activation = IDENTITY)
//                                         ^ wrong-pair
  interface CostsIdentity {}

  @Loss(distribution = INVERSE_GAUSSIAN, activation = SOFTMAX)
//                                                    ^ wrong-pair
  interface DelaySoftmax {}

  @Loss(distribution = INVERSE_GAUSSIAN, activation = SIGMOID)
//                                                    ^ wrong-pair
  interface DelaySigmoid {}

  @Loss(distribution = INVERSE_GAUSSIAN, activation = IDENTITY)
//                                                    ^ wrong-pair
  interface DelayIdentity {}

  @Loss(distribution = LOG_NORMAL, activation = SOFTMAX)
//                                              ^ wrong-pair
  interface IncomeSoftmax {}

  @Loss(distribution = LOG_NORMAL, activation = SIGMOID)
//                                              ^ wrong-pair
  interface IncomeSigmoid {}

  @Loss(distribution = LOG_NORMAL, activation = IDENTITY)
//                                              ^ wrong-pair
  interface IncomeIdentity {}

  @Loss(distribution = WEIBULL, activation = SOFTMAX)
//                                           ^ wrong-pair
  interface LifetimeSoftmax {}

  @Loss(distribution = WEIBULL, activation = SIGMOID)
//                                           ^ wrong-pair
  interface LifetimeSigmoid {}

  @Loss(distribution = WEIBULL, activation = IDENTITY)
//                                           ^ wrong-pair
  interface LifetimeIdentity {}

  @Loss(distribution = STUDENT_T, activation = SOFTMAX, degreesOfFreedom = 4)
//                                             ^ wrong-pair
  interface RobustSoftmax {}

  @Loss(distribution = STUDENT_T, activation = SIGMOID, degreesOfFreedom = 4)
//                                             ^ wrong-pair
  interface RobustSigmoid {}

  @Loss(distribution = STUDENT_T, activation = EXP, degreesOfFreedom = 4)
//                                             ^ wrong-pair
  interface RobustExp {}

  @Loss(distribution = MIXTURE_OF_GAUSSIANS, activation = SIGMOID, components = 2)
//                                                        ^ wrong-pair
  interface TurnsSigmoid {}

  @Loss(distribution = MIXTURE_OF_GAUSSIANS, activation = IDENTITY, components = 2)
//                                                        ^ wrong-pair
  interface TurnsIdentity {}

  @Loss(distribution = MIXTURE_OF_GAUSSIANS, activation = EXP, components = 2)
//                                                        ^ wrong-pair
  interface TurnsExp {}

  @Loss(distribution = BETA, activation = SOFTMAX)
//                                        ^ wrong-pair
  interface SharesSoftmax {}

  @Loss(distribution = BETA, activation = IDENTITY)
//                                        ^ wrong-pair
  interface SharesIdentity {}

  @Loss(distribution = BETA, activation = EXP)
//                                        ^ wrong-pair
  interface SharesExp {}

  @Loss(distribution = ORDINAL, activation = SOFTMAX, size = 4)
//                                           ^ wrong-pair
  interface RatingSoftmax {}

  @Loss(distribution = ORDINAL, activation = IDENTITY, size = 4)
//                                           ^ wrong-pair
  interface RatingIdentity {}

  @Loss(distribution = ORDINAL, activation = EXP, size = 4)
//                                           ^ wrong-pair
  interface RatingExp {}
}
