package dev.surprisal.spark;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums of doubles, side by side, each of which has the same bits in whatever order and grouping its
 * numbers are added.
 *
 * <p>A sum is kept in fixed point: three digits of 32 bits, whose place is that of the largest
 * number added so far. Digits are integers, so their additions do not round. Of each number, what
 * lies below the lowest digit is cut off: less than 2<sup>-64</sup> of the largest. The upper half
 * of a long holds carries, for 2<sup>31</sup> additions.
 */
final class ReproducibleSums implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int BITS = 32;
  private static final int DIGITS = 3;
  private static final double BASE = 0x1p32;
  private static final long MASK = (1L << BITS) - 1;

  /** The place of the first digit of numbers below 2^-960, 0 among them. */
  private static final int LOWEST_PLACE = -31;

  /** The place of infinities and NaN, above all others. Digits there count the three kinds. */
  private static final int NOT_FINITE = Byte.MAX_VALUE;

  private static final int NAN = 2;

  private final long[] digits;

  /** The first digit of each sum counts multiples of 2^(32 place). */
  private final byte[] places;

  ReproducibleSums(int length) {
    digits = new long[Math.multiplyExact(length, DIGITS)];
    places = new byte[length];
    Arrays.fill(places, (byte) LOWEST_PLACE);
  }

  /** Adds a number to each of the first sums. */
  void add(double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      add(i, numbers[i]);
    }
  }

  void add(int index, double number) {
    int place = place(number);
    raise(index, place);
    if (places[index] < NOT_FINITE) {
      double rest = number * Math.scalb(1.0, -BITS * places[index]);
      for (int i = index * DIGITS; i < (index + 1) * DIGITS; i++) {
        long digit = (long) rest;
        digits[i] += digit;
        rest = (rest - digit) * BASE;
      }
    } else if (place == NOT_FINITE) {
      digits[index * DIGITS + kind(number)]++;
    }
  }

  private static int place(double number) {
    int exponent = Math.getExponent(number);
    return exponent > Double.MAX_EXPONENT
        ? NOT_FINITE
        : Math.max(LOWEST_PLACE, Math.floorDiv(exponent, BITS));
  }

  private static int kind(double notFinite) {
    if (Double.isNaN(notFinite)) {
      return NAN;
    }
    return notFinite > 0 ? 0 : 1;
  }

  /**
   * Adds others, as many, to these.
   *
   * @return these
   */
  ReproducibleSums plus(ReproducibleSums others) {
    for (int index = 0; index < places.length; index++) {
      raise(index, others.places[index]);
      int below = places[index] - others.places[index];
      for (int digit = below; digit < DIGITS; digit++) {
        digits[index * DIGITS + digit] += others.digits[index * DIGITS + digit - below];
      }
    }
    return this;
  }

  /** Makes room above the first digit of a sum, and cuts off what falls out below. */
  private void raise(int index, int place) {
    int by = place - places[index];
    if (by <= 0) {
      return;
    }
    int start = index * DIGITS;
    int kept = Math.max(0, DIGITS - by);
    System.arraycopy(digits, start, digits, start + DIGITS - kept, kept);
    Arrays.fill(digits, start, start + DIGITS - kept, 0);
    places[index] = (byte) place;
  }

  double sum(int index) {
    int start = index * DIGITS;
    if (places[index] == NOT_FINITE) {
      return (digits[start] > 0 ? Double.POSITIVE_INFINITY : 0)
          + (digits[start + 1] > 0 ? Double.NEGATIVE_INFINITY : 0)
          + (digits[start + NAN] > 0 ? Double.NaN : 0);
    }
    // Carries go up first: nothing cancels once the digits are rounded.
    long middle = digits[start + 1] + (digits[start + 2] >> BITS);
    long high = digits[start] + (middle >> BITS);
    double sum = (high * BASE + (middle & MASK)) * BASE + (digits[start + 2] & MASK);
    return Math.scalb(sum, BITS * (places[index] - (DIGITS - 1)));
  }

  /** The first sums. */
  double[] sums(int length) {
    double[] sums = new double[length];
    for (int index = 0; index < length; index++) {
      sums[index] = sum(index);
    }
    return sums;
  }
}
