package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.OutputForm;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.TargetForm;
import dev.surprisal.annotation.Variance;

class ForeignMembersOfClasses {
  @Loss(
      distribution = ORDINAL,
      activation = SIGMOID,
      leastVariance = 1e-3,
//                    ^ foreign-member
      focal = 2,
//            ^ foreign-member
      censored = true,
//               ^ foreign-member
      size = 4,
      reduction = Reduction.MEAN_OF_OUTPUTS,
//                         ^ wrong-reduction
      outputs = OutputForm.LOGITS,
//                        ^ foreign-member
      target = TargetForm.PROBABILITIES,
//                       ^ foreign-member
      labelSmoothing = 0.1,
//                     ^ foreign-member
      classWeights = true,
//                   ^ foreign-member
      zLoss = 1e-4,
//            ^ foreign-member
      softCap = 30,
//              ^ foreign-member
      temperature = 2,
//                  ^ foreign-member
      positiveWeight = 2,
//                     ^ foreign-member
      positiveWeights = true,
//                      ^ foreign-member
      variance = Variance.LEARNED,
//                       ^ foreign-member
      quantile = 0.9,
//               ^ foreign-member
      power = 1.5,
//            ^ foreign-member
      trials = 3,
//             ^ foreign-member
      degreesOfFreedom = 4,
//                       ^ foreign-member
      components = 3,
//                 ^ foreign-member
      missingTargets = true)
//                     ^ foreign-member
  interface Ratings {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 4, outputWeights = true)
//                                                                                  ^ foreign-member
  interface Classes {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID, outputWeights = true)
//                                                                      ^ foreign-member
  interface OneLabel {}
}
