package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.M;
import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Expr.define;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.processor.derive.Derivative;
import dev.surprisal.processor.derive.Derivatives;
import dev.surprisal.processor.express.algebra.Evaluation;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.OfRow;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of expressions, and of losses by their outputs. */
class DerivativesTest {
  private static final Expr GIVEN = new Expr.Symbol("a", Role.GIVEN);

  /** Functions that Java has; the others are held to many digits by {@link FunctionTest}. */
  static Stream<Function> known() {
    return Arrays.stream(Function.values()).filter(f -> f.facts().value().isPresent());
  }

  /** Each function's derivative against differences of the function, at seeded points. */
  @ParameterizedTest
  @MethodSource("known")
  void derivativesAgreeWithDifferences(Function function) {
    Random random = new Random(7);
    double step = 1e-6;
    Expr derivative = function.derivative(List.of(Z));
    for (int i = 0; i < 100; i++) {
      double least = function.facts().domain().low();
      double x =
          Double.isInfinite(least)
              ? 3 * random.nextGaussian()
              : least + 0.1 + 5 * random.nextDouble();
      Expr call = function.of(Z);
      double slope = (at(x + step, call) - at(x - step, call)) / (2 * step);
      assertThat(at(x, derivative)).isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
    }
  }

  private static double at(double z, Expr expr) {
    return new Evaluation(Map.of(Z, z)).of(expr);
  }

  @Test
  void theRulesOfTheTextbook() {
    assertThat(Derivative.of(Y.times(3).plus(GIVEN), Z)).isEqualTo(Expr.ZERO);
    assertThat(Derivative.of(Z.power(3), Z)).isEqualTo(Z.squared().times(3));
    assertThat(Derivative.of(Z.times(tanh(Y)), Z)).isEqualTo(tanh(Y));
    assertThat(Derivative.of(Z.times(exp(Z)), Z)).isEqualTo(exp(Z).times(Z.plus(ONE)));
    assertThat(Derivative.of(exp(Z.squared()), Z)).isEqualTo(exp(Z.squared()).times(Z).times(2));
    assertThat(Derivative.of(new Expr.Parameter("SCALE", 2, "").times(Z).over(Z), Z))
        .isEqualTo(Expr.ZERO);
  }

  @Test
  void aLetterIsKept() {
    Expr d = define("d", exp(Z.times(-0.5)));
    Expr u = define("u", Y.times(d));

    assertThat(Derivative.of(u.squared(), Z)).isEqualTo(u.squared().negate());
  }

  /** What a softmax loss is known for: its gradient is the residual, its curvature p (1 - p). */
  @Test
  void theSoftmaxComesOutOfTheLogSumExp() {
    OfRow.LogSumExp sum = new OfRow.LogSumExp(Z);
    Expr p = Rows.softmax(sum);
    Expr loss = Rows.sum(Rows.ONE_HOT.times(sum.minus(Z)));

    Expr gradient = Derivative.of(loss, Z);
    assertThat(gradient).isEqualTo(p.minus(Rows.ONE_HOT));
    assertThat(Derivative.of(gradient, Z)).isEqualTo(p.times(ONE.minus(p)));
  }

  @Test
  void targetsThatDoNotSumToOnePullByTheirMass() {
    OfRow.LogSumExp sum = new OfRow.LogSumExp(Z);
    Expr p = Rows.softmax(sum);

    assertThat(Derivative.of(Rows.sum(Y.times(sum.minus(Z))), Z))
        .isEqualTo(Rows.sum(Y).times(p).minus(Y));
  }

  @Test
  void aLogSumExpInEachTermMovesAllOfThem() {
    OfRow.LogSumExp sum = new OfRow.LogSumExp(Z);
    Expr p = Rows.softmax(sum);

    assertThat(Derivative.of(Rows.sum(Y.times(exp(sum))), Z))
        .isEqualTo(Rows.sum(Y.times(exp(sum))).times(p));
  }

  @Test
  void aLogSumExpWithALetterKeepsIt() {
    Expr named = define("L", new OfRow.LogSumExp(Z));
    Expr slope = Y.times(Function.SECH_SQUARED.of(named.minus(Z)));

    assertThat(Derivative.of(Rows.sum(Y.times(tanh(named.minus(Z)))), Z))
        .isEqualTo(Rows.sum(slope).times(Rows.softmax(new OfRow.LogSumExp(Z))).minus(slope));
  }

  @Test
  void smoothedTargetsSumToOne() {
    Expr part = new Expr.Parameter("PART", 0.1, "");
    Expr smoothed = ONE.minus(part).times(Rows.ONE_HOT).plus(part.times(Rows.EVEN));

    assertThat(Rows.sum(define("q", smoothed))).isEqualTo(ONE);
  }

  @Test
  void whatDoesNotDependOnOutputsIsLeftOut() {
    Expr loss = GIVEN.times(Z.squared().plus(Y.squared()).plus(ONE));
    Derivatives derived = Derivatives.of(loss, List.of(Z), Map.of(), Map.of());

    assertThat(derived.loss()).isEqualTo(GIVEN.times(Z.squared()));
    assertThat(derived.gradients()).containsExactly(GIVEN.times(Z).times(2));
    assertThat(derived.curvatures()).containsExactly(GIVEN.times(2));
    assertThat(derived.without(GIVEN))
        .isEqualTo(new Derivatives(Z.squared(), List.of(Z.times(2)), List.of(Expr.of(2))));
  }

  @Test
  void eachOutputHasItsDerivatives() {
    Derivatives derived =
        Derivatives.of(M.squared().times(exp(S)), List.of(M, S), Map.of(), Map.of());

    assertThat(derived.gradients())
        .containsExactly(M.times(exp(S)).times(2), M.squared().times(exp(S)));
    assertThat(derived.curvatures()).containsExactly(exp(S).times(2), M.squared().times(exp(S)));
  }

  /** A form that keeps its digits is taken as it is, and derived from. */
  @Test
  void aStatedGradientIsTheGradient() {
    Expr stated = sigmoid(Z).minus(define("u", Z.minus(Y)));
    Derivatives derived = Derivatives.of(Z.squared(), List.of(Z), Map.of(Z, stated), Map.of());

    assertThat(derived.gradients()).containsExactly(sigmoid(Z).minus(Z.minus(Y)));
    assertThat(derived.curvatures()).containsExactly(Function.SIGMOID_SLOPE.of(Z).minus(ONE));
  }
}
