package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;
import static dev.surprisal.annotation.OutputForm.LOG_PROBABILITIES;
import static dev.surprisal.annotation.TargetForm.PROBABILITIES;

import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.Variance;

class Contradictions {
  @SuppressWarnings("log-probabilities")
  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      outputs = LOG_PROBABILITIES,
      zLoss = 1e-4,
//            ^ contradiction
      softCap = 30,
//              ^ contradiction
      temperature = 2)
//                  ^ contradiction
  interface LogProbabilities {}

  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      target = PROBABILITIES,
      ignoreIndex = -100)
//                  ^ contradiction
  interface Probabilities {}

  @Loss(
      distribution = PRODUCT_OF_BERNOULLIS,
      activation = SIGMOID,
      positiveWeight = 2,
//                     ^ contradiction
      positiveWeights = true)
  interface Labels {}

  @Loss(
      distribution = PRODUCT_OF_BERNOULLIS,
      activation = SIGMOID,
      positiveWeights = true,
      outputWeights = true)
//                    ^ contradiction
  interface LabelsTwice {}

  @Loss(
      distribution = GAUSSIAN,
      activation = IDENTITY,
      size = 3,
      variance = Variance.FIXED,
      outputWeights = true)
//                    ^ contradiction
  interface Values {}

  @Loss(distribution = LAPLACE, activation = IDENTITY, variance = Variance.FIXED)
//                                                                        ^ contradiction
  interface Scales {}

  @Loss(distribution = POISSON, activation = EXP, outputWeights = true)
//                                                                ^ contradiction
  interface OneCount {}

  @Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, size = 1, outputWeights = true)
//                                                                                            ^ contradiction
  interface OneLabel {}

  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      labelSmoothing = 0.1,
//                     ^ contradiction
      focal = 2)
  interface SmoothedClasses {}

  @Loss(
      distribution = BERNOULLI,
      activation = SIGMOID,
      labelSmoothing = 0.1,
//                     ^ contradiction
      focal = 2)
  interface SmoothedAnswer {}

  @SuppressWarnings("log-probabilities")
  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      outputs = LOG_PROBABILITIES,
      target = PROBABILITIES,
      focal = 2)
//            ^ contradiction
//            ^ contradiction
  interface FocusOfProbabilities {}

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, leastVariance = 1e-3)
//                                                                      ^ contradiction
  interface FloorOfNothing {}
}
