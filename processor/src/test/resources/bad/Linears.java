package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Layout;
import dev.surprisal.annotation.Linear;
import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.OutputForm;
import dev.surprisal.annotation.Precision;

class Linears {
  @Linear(inputs = 8)
//^ lone-linear
  interface WithoutLoss {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
  @Linear(inputs = 0)
//                 ^ no-inputs
  interface WithoutInputs {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
  @Linear(inputs = 8, negligible = -1e-7)
//                                 ^ out-of-domain
  interface LessThanNothing {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 1_000_000)
  @Linear(inputs = 4096)
//                 ^ too-many-weights
  interface TooWide {}

  @Loss(
      distribution = GAUSSIAN,
//                   ^ contradiction
      activation = IDENTITY,
      size = 3)
  @Linear(inputs = 8)
  interface RealNumbers {}

  @SuppressWarnings("log-probabilities")
  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      precision = Precision.DOUBLE,
//                         ^ contradiction
      layout = Layout.CLASSES_FIRST,
//                   ^ contradiction
      checkOutputs = true,
//                   ^ contradiction
      temperature = 2,
//                  ^ contradiction
      outputs = OutputForm.LOG_PROBABILITIES)
//                        ^ contradiction
  @Linear(inputs = 8)
  interface Everything {}

  record Two(
      @Loss(distribution = BERNOULLI, activation = SIGMOID) float[] one,
      @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
          @Linear(inputs = 8)
//        ^ linear-outputs
//        ^ linear-part
          float[] other) {}
}
