package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;
import static dev.surprisal.processor.express.algebra.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.processor.derive.Derivative;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Notation;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions: their one form, other forms of them, their derivatives and their notation. */
class AlgebraTest {
  private static final Notation NOTATION = new Notation("");

  @Test
  void theOrderOfOperandsDoesNotMatter() {
    assertThat(Y.plus(Z)).isEqualTo(Z.plus(Y));
    assertThat(Y.times(Z).times(3)).isEqualTo(Expr.of(3).times(Z.times(Y)));
    assertThat(Z.plus(Y).plus(Z)).isEqualTo(Z.times(2).plus(Y));
    assertThat(Z.minus(Y).minus(Z)).isEqualTo(Y.negate());
    assertThat(Z.squared().over(Z)).isEqualTo(Z);
    assertThat(Z.minus(Z)).isEqualTo(Expr.ZERO);
  }

  @Test
  void whatIsCommonCanBeTakenOut() {
    Expr sum = Z.times(Y).plus(Z.times(exp(Y)));

    assertThat(Forms.factored(sum)).isEqualTo(Z.times(Y.plus(exp(Y))));
    assertThat(Forms.expanded(Forms.factored(sum))).isEqualTo(sum);
  }

  /** Where a factor is taken out, what is left has the form that it has by itself. */
  @Test
  void minusASumIsASum() {
    Expr minus = Z.times(ONE.plus(Y)).negate().over(Z);
    assertThat(minus).isInstanceOf(Expr.Sum.class).isEqualTo(ONE.plus(Y).negate());
  }

  @Test
  void logarithmsOfExponentialsAndPowersAreWhatTheyAreMadeOf() {
    assertThat(log(exp(Z))).isEqualTo(Z);
    assertThat(log(Y.power(-0.5))).isEqualTo(log(Y).times(-0.5));
    assertThat(log(Expr.define("d", exp(Z.times(-0.5))))).isEqualTo(Z.times(-0.5));
  }

  @Test
  void isWrittenAsPeopleWriteIt() {
    assertThat(NOTATION.of(Z.minus(Y).squared().times(0.5))).isEqualTo("(z - y)^2 / 2");
    assertThat(NOTATION.of(Z.minus(Y).over(exp(Z)))).isEqualTo("(z - y) / exp(z)");
    assertThat(NOTATION.of(softplus(Z.negate()))).isEqualTo("log(1 + exp(-z))");
    assertThat(NOTATION.of(sigmoid(Z))).isEqualTo("1 / (1 + exp(-z))");
    assertThat(new Notation("_k").of(Y.times(Z).negate())).isEqualTo("-z_k y_k");
  }

  @Test
  void aLetterIsKeptInDerivatives() {
    Expr d = Expr.define("d", exp(Z.times(-0.5)));
    Expr u = Expr.define("u", Y.times(d));

    assertThat(Derivative.of(u.squared(), Z)).isEqualTo(u.squared().negate());
  }

  /** What a softmax loss is known for: its gradient is the residual, its curvature p (1 - p). */
  @Test
  void theSoftmaxComesOutOfTheLogSumExp() {
    Expr.LogSumExp sum = new Expr.LogSumExp(Z);
    Expr p = Rows.softmax(sum);
    Expr loss = Rows.sum(Rows.ONE_HOT.times(sum.minus(Z)));

    Expr gradient = Derivative.of(loss, Z);
    assertThat(gradient).isEqualTo(p.minus(Rows.ONE_HOT));
    assertThat(Derivative.of(gradient, Z)).isEqualTo(p.times(ONE.minus(p)));
  }

  @Test
  void targetsThatDoNotSumToOnePullByTheirMass() {
    Expr.LogSumExp sum = new Expr.LogSumExp(Z);
    Expr p = Rows.softmax(sum);

    assertThat(Derivative.of(Rows.sum(Y.times(sum.minus(Z))), Z))
        .isEqualTo(Rows.sum(Y).times(p).minus(Y));
  }

  @Test
  void smoothedTargetsSumToOne() {
    Expr part = new Expr.Parameter("PART", 0.1, "");
    Expr smoothed = ONE.minus(part).times(Rows.ONE_HOT).plus(part.times(Rows.EVEN));

    assertThat(Rows.sum(Expr.define("q", smoothed))).isEqualTo(ONE);
  }

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
    for (int i = 0; i < 100; i++) {
      double least = function.facts().domain().low();
      double x =
          Double.isInfinite(least)
              ? 3 * random.nextGaussian()
              : least + 0.1 + 5 * random.nextDouble();
      double slope = (value(function, x + step) - value(function, x - step)) / (2 * step);
      Expr derivative = function.derivative(List.of(Z)).replace(Z, Expr.of(x));
      assertThat(evaluated(derivative)).isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
    }
  }

  private static double value(Function function, double x) {
    return evaluated(function.of(Expr.of(x)));
  }

  private static double evaluated(Expr expr) {
    return ((Expr.Constant) Forms.expanded(withoutLetters(expr))).value();
  }

  private static Expr withoutLetters(Expr expr) {
    return expr instanceof Expr.Definition definition
        ? withoutLetters(definition.meaning())
        : expr.map(AlgebraTest::withoutLetters);
  }

  /** Factored and expanded, expressions have the value that they have. */
  @Test
  void formsAreEqual() {
    Random random = new Random(11);
    List<Expr> atoms = List.of(Z, Y, exp(Z), tanh(Y), Expr.of(2), Z.plus(Y));
    for (int i = 0; i < 200; i++) {
      Expr expr = Expr.ZERO;
      for (int term = 0; term < 4; term++) {
        Expr product = Expr.of(random.nextInt(-2, 3));
        for (int factor = 0; factor < 3; factor++) {
          product = product.times(atoms.get(random.nextInt(atoms.size())));
        }
        expr = expr.plus(product);
      }
      double expected = at(expr);
      assertThat(at(Forms.factored(expr))).isCloseTo(expected, within(1e-9));
      assertThat(at(Forms.expanded(expr))).isCloseTo(expected, within(1e-9));
      assertThat(at(Forms.shortest(expr))).isCloseTo(expected, within(1e-9));
    }
  }

  private static double at(Expr expr) {
    return evaluated(expr.replace(Z, Expr.of(0.7)).replace(Y, Expr.of(-1.3)));
  }
}
