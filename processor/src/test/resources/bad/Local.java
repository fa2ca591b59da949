package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Loss;

class Local {
  void method() {
    @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//  ^ local-head
    interface LocalInterface {}

    record LocalRecord(
        @Loss(distribution = BERNOULLI, activation = SIGMOID) float[] logits) {}
//      ^ local-head
  }

  final Object anonymous =
      new Object() {
        @Loss(distribution = BERNOULLI, activation = SIGMOID)
//      ^ local-head
        float[] logits;

        class Member {
          @dev.surprisal.annotation.Loss(distribution = BERNOULLI, activation = SIGMOID)
//        ^ local-head
          float[] logits;
        }
      };
}
