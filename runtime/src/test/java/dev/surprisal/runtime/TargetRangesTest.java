package dev.surprisal.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What targets may be: both ends of each range, of float and of double, with weights or not. */
class TargetRangesTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final double[] FLOATS = {Float.MIN_VALUE, Math.nextDown(1f), Float.MAX_VALUE};
  private static final double[] DOUBLES = {Double.MIN_VALUE, Math.nextDown(1.0), Double.MAX_VALUE};

  private interface Check<A> {
    void check(String name, A targets, int size, int positions);
  }

  private interface WeightedCheck<A> {
    void check(String name, A targets, int size, int positions, double[] weights);
  }

  /**
   * The checks of targets of a kind; their ends are those of a type, as float or double has them.
   */
  private record Targets(
      Check<Object> all,
      WeightedCheck<Object> weighted,
      double[] inside,
      double[] outside,
      String demand,
      boolean isFloat) {
    Object array(double... values) {
      if (!isFloat) {
        return values;
      }
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    String text(double value) {
      return isFloat ? String.valueOf((float) value) : String.valueOf(value);
    }

    @Override
    public String toString() {
      return demand + (isFloat ? " (float)" : " (double)");
    }
  }

  private static Stream<Targets> of(
      Check<float[]> floats,
      WeightedCheck<float[]> weightedFloats,
      Check<double[]> doubles,
      WeightedCheck<double[]> weightedDoubles,
      Ends ends,
      String demand) {
    return Stream.of(
        new Targets(
            (name, y, size, positions) -> floats.check(name, (float[]) y, size, positions),
            (name, y, size, positions, weights) ->
                weightedFloats.check(name, (float[]) y, size, positions, weights),
            ends.inside(FLOATS),
            ends.outside(FLOATS),
            demand,
            true),
        new Targets(
            (name, y, size, positions) -> doubles.check(name, (double[]) y, size, positions),
            (name, y, size, positions, weights) ->
                weightedDoubles.check(name, (double[]) y, size, positions, weights),
            ends.inside(DOUBLES),
            ends.outside(DOUBLES),
            demand,
            false));
  }

  /** The same of targets of which some are unknown. */
  private static Stream<Targets> of(KnownTargets known, Ends ends, String demand) {
    return of(
            known::check,
            known::check,
            known::check,
            known::check,
            ends,
            demand + ", or NaN where it is unknown")
        .map(targets ->
            new Targets(
                targets.all(),
                targets.weighted(),
                with(targets.inside(), NAN),
                Arrays.stream(targets.outside()).filter(y -> !Double.isNaN(y)).toArray(),
                targets.demand(),
                targets.isFloat()));
  }

  /** Values in a range and beyond it, given the least, the one below 1, and the most of a type. */
  private enum Ends {
    UNIT {
      @Override
      double[] inside(double[] of) {
        return new double[] {0, -0.0, of[0], of[1], 1};
      }

      @Override
      double[] outside(double[] of) {
        return new double[] {-of[0], 1.5, INFINITY, NAN};
      }
    },
    OPEN_UNIT {
      @Override
      double[] inside(double[] of) {
        return new double[] {of[0], 0.5, of[1]};
      }

      @Override
      double[] outside(double[] of) {
        return new double[] {0, 1, -0.5, INFINITY, NAN};
      }
    },
    REALS {
      @Override
      double[] inside(double[] of) {
        return new double[] {-of[2], 0, of[2]};
      }

      @Override
      double[] outside(double[] of) {
        return new double[] {-INFINITY, INFINITY, NAN};
      }
    },
    COUNTS {
      @Override
      double[] inside(double[] of) {
        return new double[] {0, 1, 1e6, of[2]};
      }

      @Override
      double[] outside(double[] of) {
        return new double[] {-1, 0.5, of[0], INFINITY, NAN};
      }
    },
    UP_TO_FOUR {
      @Override
      double[] inside(double[] of) {
        return new double[] {0, 1, 4};
      }

      @Override
      double[] outside(double[] of) {
        return new double[] {-1, 0.5, 5, INFINITY, NAN};
      }
    },
    AMOUNTS {
      @Override
      double[] inside(double[] of) {
        return new double[] {0, of[0], of[2]};
      }

      @Override
      double[] outside(double[] of) {
        return new double[] {-of[0], INFINITY, NAN};
      }
    },
    POSITIVE {
      @Override
      double[] inside(double[] of) {
        return new double[] {of[0], of[2]};
      }

      @Override
      double[] outside(double[] of) {
        return new double[] {0, -1, INFINITY, NAN};
      }
    };

    abstract double[] inside(double[] of);

    abstract double[] outside(double[] of);
  }

  static Stream<Targets> targets() {
    String unit = "must be in 0..1";
    String share = "a share must lie between 0 and 1, and be neither";
    String real = "must be a finite number";
    String count = "a count must be a whole number, 0 or more";
    String amount = "an amount must be a finite number, 0 or more";
    String positive = "an amount must be a finite number above 0";
    return Stream.of(
            of(
                TargetChecks::probabilities,
                TargetChecks::probabilities,
                TargetChecks::probabilities,
                TargetChecks::probabilities,
                Ends.UNIT,
                unit),
            of(
                TargetChecks::finite,
                TargetChecks::finite,
                TargetChecks::finite,
                TargetChecks::finite,
                Ends.REALS,
                real),
            of(
                AmountChecks::shares,
                AmountChecks::shares,
                AmountChecks::shares,
                AmountChecks::shares,
                Ends.OPEN_UNIT,
                share),
            of(
                CountChecks::counts,
                CountChecks::counts,
                CountChecks::counts,
                CountChecks::counts,
                Ends.COUNTS,
                count),
            of(
                AmountChecks::amounts,
                AmountChecks::amounts,
                AmountChecks::amounts,
                AmountChecks::amounts,
                Ends.AMOUNTS,
                amount),
            of(
                AmountChecks::positive,
                AmountChecks::positive,
                AmountChecks::positive,
                AmountChecks::positive,
                Ends.POSITIVE,
                positive),
            of(
                (name, y, size, positions) ->
                    CountChecks.countsOfTrials(name, y, size, 4, positions),
                (name, y, size, positions, weights) ->
                    CountChecks.countsOfTrials(name, y, size, 4, positions, weights),
                (name, y, size, positions) ->
                    CountChecks.countsOfTrials(name, y, size, 4, positions),
                (name, y, size, positions, weights) ->
                    CountChecks.countsOfTrials(name, y, size, 4, positions, weights),
                Ends.UP_TO_FOUR,
                "a count must be a whole number in 0..4"),
            of(KnownTargets.PROBABILITIES, Ends.UNIT, unit),
            of(KnownTargets.SHARES, Ends.OPEN_UNIT, share),
            of(KnownTargets.REALS, Ends.REALS, real),
            of(KnownTargets.COUNTS, Ends.COUNTS, count),
            of(KnownTargets.AMOUNTS, Ends.AMOUNTS, amount),
            of(KnownTargets.POSITIVE, Ends.POSITIVE, positive))
        .flatMap(both -> both);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void bothEndsAreInside(Targets targets) {
    Object inside = targets.array(targets.inside());
    double[] weights = new double[targets.inside().length];
    Arrays.fill(weights, 0.5);

    assertThatCode(
            () -> {
              targets.all().check("y", inside, 1, 1);
              targets.weighted().check("y", inside, 1, 1, weights);
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void whatIsBeyondThemIsRefusedWhereItCounts(Targets targets) {
    double good = targets.inside()[0];
    for (double bad : targets.outside()) {
      // Two targets of two examples, at one position and at two.
      Object y = targets.array(good, good, good, bad);
      String message = "y[3] = " + targets.text(bad) + ", in row 1: " + targets.demand();
      refuses(() -> targets.all().check("y", y, 2, 1), message);
      refuses(() -> targets.all().check("y", y, 2, 2), message);
      refuses(() -> targets.weighted().check("y", y, 2, 1, new double[] {0, 1}), message);
      assertThatCode(() -> targets.weighted().check("y", y, 2, 1, new double[] {1, 0}))
          .doesNotThrowAnyException();
    }
  }

  private static double[] with(double[] values, double another) {
    double[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = another;
    return more;
  }

  private static void refuses(Runnable check, String message) {
    assertThatIllegalArgumentException().isThrownBy(check::run).withMessage(message);
  }
}
