package dev.surprisal.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A number with its first and second derivative along one direction: arithmetic on it
 * differentiates whatever it computes, exactly, with no step and no formula for the derivative.
 *
 * @param <N> the precision
 */
record Jet<N extends Real<N>>(N value, N first, N second) {
  /** A number that does not move. */
  static <N extends Real<N>> Jet<N> of(N constant) {
    return new Jet<>(constant, constant.of(0), constant.of(0));
  }

  /** The numbers of a row, moving in a direction. */
  static <N extends Real<N>> List<Jet<N>> along(
      double[] values, double[] direction, DoubleFunction<N> precision) {
    List<Jet<N>> jets = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      jets.add(
          new Jet<>(precision.apply(values[i]), precision.apply(direction[i]), precision.apply(0)));
    }
    return jets;
  }

  /** The same in double. */
  static List<Jet<Binary>> along(double[] values, double[] direction) {
    return along(values, direction, Binary::new);
  }

  /** A number that does not move, of the precision of this one. */
  Jet<N> constant(double constant) {
    return of(value.of(constant));
  }

  Jet<N> plus(Jet<N> o) {
    return new Jet<>(value.plus(o.value), first.plus(o.first), second.plus(o.second));
  }

  Jet<N> minus(Jet<N> o) {
    return plus(o.negated());
  }

  Jet<N> negated() {
    return times(-1);
  }

  Jet<N> times(double factor) {
    N number = value.of(factor);
    return new Jet<>(value.times(number), first.times(number), second.times(number));
  }

  Jet<N> times(Jet<N> o) {
    N cross = first.times(o.first);
    return new Jet<>(
        value.times(o.value),
        first.times(o.value).plus(value.times(o.first)),
        second.times(o.value).plus(cross).plus(cross).plus(value.times(o.second)));
  }

  Jet<N> squared() {
    return times(this);
  }

  Jet<N> over(Jet<N> o) {
    N inverse = value.of(1).over(o.value);
    N square = inverse.times(inverse);
    return times(
        o.apply(inverse, square.times(value.of(-1)), square.times(inverse).times(value.of(2))));
  }

  Jet<N> exp() {
    N e = value.exp();
    return apply(e, e, e);
  }

  Jet<N> log() {
    N inverse = value.of(1).over(value);
    return apply(value.log(), inverse, inverse.times(inverse).times(value.of(-1)));
  }

  Jet<N> tanh() {
    N t = value.tanh();
    N slope = value.of(1).plus(t.times(t).times(value.of(-1)));
    return apply(t, slope, t.times(slope).times(value.of(-2)));
  }

  /** A function of this one, from the function's value and derivatives. */
  private Jet<N> apply(N f, N slope, N bend) {
    return new Jet<>(
        f, slope.times(first), slope.times(second).plus(bend.times(first).times(first)));
  }
}
