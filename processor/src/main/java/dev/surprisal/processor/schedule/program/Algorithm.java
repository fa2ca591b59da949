package dev.surprisal.processor.schedule.program;

import java.util.Optional;

/**
 * The arithmetic of a family, as the bodies of the methods that hold any.
 *
 * @param loss the loss alone
 * @param residual the loss, and the gradient written
 * @param derivatives the loss, and gradient and curvature written
 * @param prediction the activation
 * @param curvature the diagonal of the Hessian
 * @param bounds what stands beside the gradient in a step by each output; empty where the Hessian
 *     is 0
 * @param focus what the loss of a row is of its surprisal, where it is not that itself
 */
public record Algorithm(
    Body loss,
    Body residual,
    Body derivatives,
    Body prediction,
    Body curvature,
    Optional<Bounds> bounds,
    Optional<Focus> focus) {

  /** Of losses that are surprisals. */
  public Algorithm(
      Body loss,
      Body residual,
      Body derivatives,
      Body prediction,
      Body curvature,
      Optional<Bounds> bounds) {
    this(loss, residual, derivatives, prediction, curvature, bounds, Optional.empty());
  }

  /** What is left of it for rows of a width. */
  public Algorithm of(Width width) {
    return new Algorithm(
        loss.of(width),
        residual.of(width),
        derivatives.of(width),
        prediction.of(width),
        curvature.of(width),
        bounds.map(own -> own.of(width)),
        focus);
  }

  /** The same with another activation. */
  public Algorithm withPrediction(Body other) {
    return new Algorithm(loss, residual, derivatives, other, curvature, bounds, focus);
  }

  /** The body of the bounds, where they have one of their own. */
  public Optional<Body> boundsBody() {
    return bounds
        .filter(Bounds.Own.class::isInstance)
        .map(Bounds.Own.class::cast)
        .map(Bounds.Own::body);
  }

  /** Whether curvatures become bounds by a factor, which whoever asks for either has to give. */
  public boolean takesFactor() {
    return factorOfBounds() != 1;
  }

  /** What multiplies curvatures where they are bounds. */
  public int factorOfBounds() {
    return bounds.map(of -> of instanceof Bounds.OfCurvature own ? own.factor() : 1).orElse(1);
  }
}
