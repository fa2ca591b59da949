package dev.surprisal.processor.schedule.program;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The arithmetic of a family, as the bodies of the methods that hold any.
 *
 * @param loss the loss alone
 * @param residual the loss, and the gradient written
 * @param derivatives the loss, and gradient and curvature written
 * @param prediction the activation
 * @param curvature the diagonal of the Hessian
 * @param curvatureBound a diagonal that the Hessian does not exceed, where it is not one itself
 */
public record Algorithm(
    Body loss,
    Body residual,
    Body derivatives,
    Body prediction,
    Body curvature,
    Optional<Body> curvatureBound) {

  /** Whether any of the bodies has one of some steps. */
  public boolean hasAny(Enum<?>... steps) {
    return Stream.concat(
            Stream.of(loss, residual, derivatives, prediction, curvature), curvatureBound.stream())
        .anyMatch(body -> Stream.of(steps).anyMatch(body::has));
  }
}
