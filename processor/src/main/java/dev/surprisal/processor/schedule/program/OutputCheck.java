package dev.surprisal.processor.schedule.program;

/** Outputs that are not what the head says, and are refused. */
public enum OutputCheck {
  /** Logits of classes that are probabilities already: their rows sum to 1. */
  SOFTMAX,
  /** Logits of yes that are probabilities already: each is in 0..1. */
  SIGMOID,
  /** Log-probabilities that are positive. */
  LOG_PROBABILITIES
}
