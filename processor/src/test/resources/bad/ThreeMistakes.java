package bad;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Precision.DOUBLE;
import static dev.surprisal.annotation.Reduction.MEAN_OF_OUTPUTS;

import dev.surprisal.annotation.Loss;

class ThreeMistakes {
  @Loss(
      distribution = CATEGORICAL,
      activation = SIGMOID,
//                 ^ wrong-pair
      size = 1,
//           ^ wrong-size
      precision = DOUBLE,
//                ^ precision-against-type
      reduction = MEAN_OF_OUTPUTS)
//                ^ wrong-reduction
  float[] logits;
}
