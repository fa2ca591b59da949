package dev.surprisal.benchmark;

import java.util.Arrays;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most multiplications and additions that a thread of this machine does: fused, of vectors that
 * stay in registers. Run in a fork; prints GFLOP/s.
 */
public final class Peak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Sums that do not wait for each other. */
  private static final int SUMS = 12;

  private static final int STEPS = 1 << 20;
  private static final int ROUNDS = 40;

  private Peak() {}

  /**
   * Measures it.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    double[] rates = new double[ROUNDS];
    float sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      sum += multiplyAndAdd();
      double nanos = System.nanoTime() - start;
      rates[round] = 2.0 * SUMS * SPECIES.length() * STEPS / nanos;
    }
    if (Float.isNaN(sum)) {
      throw new AssertionError("no number");
    }
    System.out.printf(Locale.ROOT, "%.1f%n", Arrays.stream(rates).max().orElseThrow());
  }

  private static float multiplyAndAdd() {
    FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector term = FloatVector.broadcast(SPECIES, 1e-3f);
    FloatVector a = term;
    FloatVector b = term;
    FloatVector c = term;
    FloatVector d = term;
    FloatVector e = term;
    FloatVector f = term;
    FloatVector g = term;
    FloatVector h = term;
    FloatVector i = term;
    FloatVector j = term;
    FloatVector k = term;
    FloatVector l = term;
    for (int step = 0; step < STEPS; step++) {
      a = a.fma(factor, term);
      b = b.fma(factor, term);
      c = c.fma(factor, term);
      d = d.fma(factor, term);
      e = e.fma(factor, term);
      f = f.fma(factor, term);
      g = g.fma(factor, term);
      h = h.fma(factor, term);
      i = i.fma(factor, term);
      j = j.fma(factor, term);
      k = k.fma(factor, term);
      l = l.fma(factor, term);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k);
    return sum.add(l).lane(0);
  }
}
