package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Layout;
import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.OutputForm;
import dev.surprisal.annotation.TargetForm;
import dev.surprisal.annotation.Variance;

class ForeignMembersOfAmounts {
  @Loss(
      distribution = TWEEDIE,
      activation = EXP,
      leastVariance = 1e-3,
//                    ^ foreign-member
      focal = 2,
//            ^ foreign-member
      censored = true,
//               ^ foreign-member
      power = 1.5,
      outputs = OutputForm.LOGITS,
//                        ^ foreign-member
      target = TargetForm.PROBABILITIES,
//                       ^ foreign-member
      ignoreIndex = -100,
//                  ^ foreign-member
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
      checkOutputs = false,
//                   ^ foreign-member
      quantile = 0.9,
//               ^ foreign-member
      trials = 3,
//             ^ foreign-member
      degreesOfFreedom = 4,
//                       ^ foreign-member
      components = 3)
//                 ^ foreign-member
  interface Amount {}

  @Loss(
      distribution = GAMMA,
      activation = EXP,
      leastVariance = 1e-3,
//                    ^ foreign-member
      focal = 2,
//            ^ foreign-member
      censored = true,
//               ^ foreign-member
      outputs = OutputForm.LOGITS,
//                        ^ foreign-member
      target = TargetForm.PROBABILITIES,
//                       ^ foreign-member
      ignoreIndex = -100,
//                  ^ foreign-member
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
      checkOutputs = false,
//                   ^ foreign-member
      quantile = 0.9,
//               ^ foreign-member
      power = 1.5,
//            ^ foreign-member
      trials = 3,
//             ^ foreign-member
      degreesOfFreedom = 4,
//                       ^ foreign-member
      components = 3)
//                 ^ foreign-member
  interface Costs {}

  @Loss(
      distribution = INVERSE_GAUSSIAN,
      activation = EXP,
      leastVariance = 1e-3,
//                    ^ foreign-member
      focal = 2,
//            ^ foreign-member
      censored = true,
//               ^ foreign-member
      outputs = OutputForm.LOGITS,
//                        ^ foreign-member
      target = TargetForm.PROBABILITIES,
//                       ^ foreign-member
      ignoreIndex = -100,
//                  ^ foreign-member
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
      checkOutputs = false,
//                   ^ foreign-member
      quantile = 0.9,
//               ^ foreign-member
      power = 1.5,
//            ^ foreign-member
      trials = 3,
//             ^ foreign-member
      degreesOfFreedom = 4,
//                       ^ foreign-member
      components = 3)
//                 ^ foreign-member
  interface Delay {}
}
