package dev.surprisal.processor;

/**
 * A number with its first and second derivative along one direction: arithmetic on it
 * differentiates whatever it computes, exactly, with no step and no formula for the derivative.
 */
record Jet(double value, double first, double second) {
  static Jet of(double constant) {
    return new Jet(constant, 0, 0);
  }

  /** The numbers of a row, moving in a direction. */
  static Jet[] along(double[] values, double[] direction) {
    Jet[] jets = new Jet[values.length];
    for (int i = 0; i < jets.length; i++) {
      jets[i] = new Jet(values[i], direction[i], 0);
    }
    return jets;
  }

  Jet plus(Jet o) {
    return new Jet(value + o.value, first + o.first, second + o.second);
  }

  Jet minus(Jet o) {
    return plus(o.times(-1));
  }

  Jet times(double factor) {
    return new Jet(factor * value, factor * first, factor * second);
  }

  Jet times(Jet o) {
    return new Jet(
        value * o.value,
        first * o.value + value * o.first,
        second * o.value + 2 * first * o.first + value * o.second);
  }

  Jet squared() {
    return times(this);
  }

  Jet over(Jet o) {
    return times(o.apply(1 / o.value, -1 / (o.value * o.value), 2 / Math.pow(o.value, 3)));
  }

  Jet exp() {
    double e = Math.exp(value);
    return apply(e, e, e);
  }

  Jet log() {
    return apply(Math.log(value), 1 / value, -1 / (value * value));
  }

  Jet tanh() {
    double t = Math.tanh(value);
    double slope = 1 / Math.pow(Math.cosh(value), 2);
    return apply(t, slope, -2 * t * slope);
  }

  /** A function of this one, from the function's value and derivatives. */
  private Jet apply(double f, double slope, double bend) {
    return new Jet(f, slope * first, slope * second + bend * first * first);
  }
}
