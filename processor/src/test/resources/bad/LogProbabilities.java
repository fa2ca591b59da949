package bad;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.OutputForm;

class LogProbabilities {
  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      outputs = OutputForm.LOG_PROBABILITIES)
//                        ^ log-probabilities
  interface Head {}

  @SuppressWarnings("log-probabilities")
  static class Deliberate {
    @Loss(
        distribution = CATEGORICAL,
        activation = SOFTMAX,
        outputs = OutputForm.LOG_PROBABILITIES)
    interface Head {}
  }

  record Component(
      @SuppressWarnings("log-probabilities")
          @Loss(
              distribution = CATEGORICAL,
              activation = SOFTMAX,
              outputs = OutputForm.LOG_PROBABILITIES)
          float[] logits) {}
}
