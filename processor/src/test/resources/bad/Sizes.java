package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.Targets;
import dev.surprisal.annotation.Variance;

class Sizes {
  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 1)
//                                                               ^ wrong-size
  interface OneClass {}

  @Loss(distribution = BERNOULLI, activation = SIGMOID, size = 2)
//                                                             ^ wrong-size
  interface TwoOutputs {}

  @Loss(distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, size = 0)
//                                                                         ^ wrong-size
  interface NoLabel {}

  @Loss(distribution = ORDINAL, activation = SIGMOID, size = 0)
//                                                           ^ wrong-size
  interface OneOrderedClass {}

  // The default of the annotation, written down, is no size.
  @Loss(distribution = GAUSSIAN, activation = IDENTITY, size = -1)
//                                                             ^ wrong-size
  interface NegativeSize {}

  @Loss(
      distribution = PRODUCT_OF_BERNOULLIS,
      activation = SIGMOID,
      size = Integer.MAX_VALUE)
//                  ^ wrong-size
  interface MoreLabelsThanAnArrayHolds {}

  @Loss(
      distribution = GAUSSIAN,
      activation = IDENTITY,
      variance = Variance.LEARNED,
      size = 1_073_741_820)
//           ^ wrong-size
  interface MoreOutputsThanAnArrayHolds {}

  @Loss(nll = "logSumExp(z) - z[y]", targets = Targets.CLASSES, size = 1)
//                                                                     ^ wrong-size
  interface OneClassOfAFormula {}
}
