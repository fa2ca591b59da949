package dev.surprisal.processor;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A number of so many digits that 1 and the least double can be added up and told apart again, with
 * 30 digits of either left. What is asked of a loss is asked of many.
 */
record ManyDigits(BigDecimal value) implements Real<ManyDigits> {
  private static final ManyDigits ZERO = new ManyDigits(BigDecimal.ZERO);
  private static final MathContext DIGITS = new MathContext(360);

  /** Below this, exp is of no account beside 1: less than the last of its digits. */
  private static final double NOTHING = -830;

  private static final Map<BigDecimal, ManyDigits> EXPONENTIALS = new ConcurrentHashMap<>();
  private static final Map<BigDecimal, ManyDigits> LOGARITHMS = new ConcurrentHashMap<>();

  /** A double, exactly. */
  static ManyDigits exactly(double value) {
    return new ManyDigits(new BigDecimal(value));
  }

  @Override
  public ManyDigits of(double other) {
    return exactly(other);
  }

  @Override
  public ManyDigits plus(ManyDigits other) {
    return other.isZero() ? this : new ManyDigits(value.add(other.value, DIGITS));
  }

  /** Most derivatives of what is given are 0, and need no digits. */
  private boolean isZero() {
    return value.signum() == 0;
  }

  @Override
  public ManyDigits times(ManyDigits other) {
    return isZero() || other.isZero() ? ZERO : new ManyDigits(value.multiply(other.value, DIGITS));
  }

  @Override
  public ManyDigits over(ManyDigits other) {
    return new ManyDigits(value.divide(other.value, DIGITS));
  }

  @Override
  public ManyDigits exp() {
    return toDouble() < NOTHING
        ? ZERO
        : remembered(EXPONENTIALS, x -> BigDecimalMath.exp(x, DIGITS));
  }

  @Override
  public ManyDigits log() {
    return remembered(LOGARITHMS, x -> BigDecimalMath.log(x, DIGITS));
  }

  private ManyDigits remembered(
      Map<BigDecimal, ManyDigits> results, Function<BigDecimal, BigDecimal> function) {
    return results.computeIfAbsent(value, x -> new ManyDigits(function.apply(x)));
  }

  /** By exp(-2 |x|), which is no large number. */
  @Override
  public ManyDigits tanh() {
    ManyDigits e = new ManyDigits(value.abs()).times(of(-2)).exp();
    ManyDigits size = of(1).plus(e.times(of(-1))).over(of(1).plus(e));
    return value.signum() < 0 ? size.times(of(-1)) : size;
  }

  @Override
  public double toDouble() {
    return value.doubleValue();
  }
}
