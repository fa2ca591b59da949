package dev.surprisal.benchmark;

/** A way to the loss of a linear head and its gradients. */
interface LinearContender {
  /** Computes them once; returns the mean loss. */
  double forwardBackward();
}
