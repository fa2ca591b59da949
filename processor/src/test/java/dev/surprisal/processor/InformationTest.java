package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What steps divide by, where the curvature can be negative: the expected curvature, added up over
 * all targets that there can be.
 */
class InformationTest {
  private static final double[][] OUTPUTS = {{0, 0}, {0.7, 1.2}, {-0.4, -0.6}, {1.5, 2}};

  static List<LossUnderTest> losses() {
    return CrossProduct.losses().stream()
        .filter(loss -> loss.declared().isOfOracle() && loss.declared().outputsPerValue() == 2)
        .filter(loss -> loss.declared().precision() == Precision.DOUBLE)
        .filter(loss -> loss.declared().members().isEmpty() && loss.size() == 1)
        .toList();
  }

  /** Targets, and how much of the axis each stands for. */
  private record Grid(double[] targets, DoubleUnaryOperator width) {
    static Grid of(Distribution distribution) {
      return switch (distribution) {
        case NEGATIVE_BINOMIAL -> new Grid(steps(0, 1000, 1), y -> 1);
        case STUDENT_T -> new Grid(tangents(), y -> 1 + y * y);
        case BETA -> new Grid(logistics(), y -> y * (1 - y));
        default -> new Grid(exponentials(), y -> y);
      };
    }

    private static double[] steps(double first, double last, double step) {
      return DoubleStream.iterate(first, x -> x <= last, x -> x + step).toArray();
    }

    private static double[] exponentials() {
      return Arrays.stream(steps(-60, 40, 0x1p-7)).map(Math::exp).toArray();
    }

    private static double[] logistics() {
      return Arrays.stream(steps(-30, 30, 0x1p-7)).map(z -> 1 / (1 + Math.exp(-z))).toArray();
    }

    private static double[] tangents() {
      double end = Math.PI / 2 - 0x1p-12;
      return Arrays.stream(steps(-end, end, 0x1p-12)).map(Math::tan).toArray();
    }
  }

  private static double expectedCurvature(LossUnderTest loss, double[] outputs, int output) {
    Distribution distribution = loss.declared().distribution();
    Grid grid = Grid.of(distribution);
    double[] direction = new double[2];
    direction[output] = 1;
    double mass = 0;
    double sum = 0;
    for (double y : grid.targets()) {
      Jet<Binary> nll =
          Densities.nll(distribution, loss.options(), Jet.along(outputs, direction), y);
      double density = Math.exp(-nll.value().toDouble() - constant(distribution, y));
      double part = density * grid.width().applyAsDouble(y);
      mass += part;
      sum += part == 0 ? 0 : part * nll.second().toDouble();
    }
    return sum / mass;
  }

  /** What of &minus;log of the density differs between targets and is left out of the loss. */
  private static double constant(Distribution distribution, double y) {
    return switch (distribution) {
      case NEGATIVE_BINOMIAL -> {
        double sum = 0;
        for (int j = 2; j <= y; j++) {
          sum += Math.log(j);
        }
        yield sum;
      }
      case GAMMA, LOG_NORMAL, WEIBULL -> Math.log(y);
      case INVERSE_GAUSSIAN -> 1.5 * Math.log(y);
      case BETA -> Math.log(y) + Math.log1p(-y);
      default -> 0;
    };
  }

  private static boolean isOfCounts(LossUnderTest loss) {
    return loss.declared().distribution() == Distribution.NEGATIVE_BINOMIAL;
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isTheExpectedCurvature(LossUnderTest loss) {
    boolean isBeta = loss.declared().distribution() == Distribution.BETA;
    for (double[] outputs : OUTPUTS) {
      if (isBeta && outputs[1] < 1) {
        continue; // Their shares are nearer to 1 than numbers are.
      }
      double[] bounds = loss.bounds(outputs, loss.targets(isOfCounts(loss) ? 1 : 0.5), 1).second();
      for (int output = 0; output < 2; output++) {
        double expected = expectedCurvature(loss, outputs, output);
        boolean isBound = isOfCounts(loss) && output == 1;
        if (isBound) {
          assertThat(bounds[output]).isGreaterThan(expected);
        } else {
          assertThat(bounds[output]).isCloseTo(expected, within(1e-6 * expected));
        }
      }
    }
  }
}
