package dev.surprisal.benchmark;

import org.bytedeco.pytorch.Tensor;

/** Loss and gradient of a work by PyTorch, computed anew by each call. */
interface TorchLoss {
  /** Computes both; returns the mean loss. */
  double forwardBackward();

  /** What the last call has computed, in the order of the outputs. */
  Tensor gradients();

  /** What loss and gradients have to be multiplied by, for a mean over rows. */
  default double factor() {
    return 1;
  }
}
