package dev.surprisal.processor.family;

/**
 * The arithmetic of a family, as the bodies of the four methods that hold any.
 *
 * @param loss the loss alone
 * @param residual the loss, and the gradient written
 * @param prediction the activation
 * @param curvature the diagonal of the Hessian
 */
public record Algorithm(Body loss, Body residual, Body prediction, Body curvature) {}
