package dev.surprisal.processor.express.algebra;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * What is known of a function of one number.
 *
 * @param value the function, if Java has it; not to the last digit
 * @param domain the arguments that it has a value for
 * @param range its values, but for some units in the last place
 * @param atMinusInfinity what becomes of &minus;&infin;
 * @param atPlusInfinity what becomes of &infin;
 */
public record Facts(
    Optional<DoubleUnaryOperator> value,
    Interval domain,
    Interval range,
    double atMinusInfinity,
    double atPlusInfinity) {

  static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final Interval REAL = new Interval(-INFINITY, INFINITY);

  /** Of a function that Java does not have. */
  static final Facts UNKNOWN = new Facts(Optional.empty(), REAL, REAL, Double.NaN, Double.NaN);

  /**
   * Numbers from one to another, both included.
   *
   * @param low the least of them
   * @param high the largest
   */
  public record Interval(double low, double high) {
    /** Whether a number is one of them. */
    public boolean contains(double number) {
      return low <= number && number <= high;
    }
  }

  static Facts of(DoubleUnaryOperator value) {
    return new Facts(Optional.of(value), REAL, REAL, Double.NaN, Double.NaN);
  }

  Facts on(double low, double high) {
    return new Facts(value, new Interval(low, high), range, atMinusInfinity, atPlusInfinity);
  }

  Facts onto(double low, double high) {
    return new Facts(value, domain, new Interval(low, high), atMinusInfinity, atPlusInfinity);
  }

  Facts atEnds(double ofMinusInfinity, double ofPlusInfinity) {
    return new Facts(value, domain, range, ofMinusInfinity, ofPlusInfinity);
  }
}
