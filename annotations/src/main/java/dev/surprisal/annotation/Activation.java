package dev.surprisal.annotation;

/**
 * What turns the raw outputs of a head into the mean of its distribution.
 *
 * <p>The generated loss takes the raw outputs and applies the activation itself, where it can be
 * done without overflow: the model must not apply it before.
 */
public enum Activation {
  /** exp(z<sub>k</sub>) / &Sigma;<sub>j</sub> exp(z<sub>j</sub>), over the outputs of a row. */
  SOFTMAX,

  /** 1 / (1 + exp(&minus;z)), each output by itself. */
  SIGMOID,

  /** z, as it is. */
  IDENTITY,

  /** exp(z), for what is positive; each output by itself. */
  EXP
}
