package dev.surprisal.annotation;

/** What the outputs of a categorical head are. */
public enum OutputForm {
  /** Any real numbers; the loss applies the softmax itself. */
  LOGITS,

  /**
   * Logarithms of probabilities: the model applies a log-softmax itself, as for PyTorch's {@code
   * NLLLoss}. The gradient is that by the log-probabilities, which the model has to take back
   * through its log-softmax. The compiler warns: logits need one pass over memory less, and their
   * gradient is the residual. {@code @SuppressWarnings("log-probabilities")} on the head or around
   * it keeps it quiet.
   */
  LOG_PROBABILITIES
}
