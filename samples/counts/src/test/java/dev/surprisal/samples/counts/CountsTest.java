package dev.surprisal.samples.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.samples.common.Insured;
import dev.surprisal.samples.common.LinearModel;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CountsTest {
  private static Insured people;
  private static Forecasts forecasts;

  @BeforeAll
  static void fit() {
    System.setProperty("java.awt.headless", "true");
    people = Insured.read();
    forecasts = Forecasts.of(people, 1);
  }

  @Test
  void visitsVaryMoreThanTheirMean() {
    double mean = 0;
    double squares = 0;
    for (float visits : people.visits()) {
      mean += visits / people.count();
      squares += visits * visits / people.count();
    }
    assertThat(mean).isCloseTo(3.0185, within(1e-4));
    assertThat(squares - mean * mean).isCloseTo(19.4375, within(1e-3));
  }

  /** The least surprisals of both regressions, as BFGS of SciPy 1.17 finds them. */
  @Test
  void findsTheMinimaOfAnotherOptimiser() {
    assertThat(leastSurprisal(1, new VisitsLoss())).isCloseTo(3.069165460536, within(1e-7));
    assertThat(leastSurprisal(2, new VaryingVisitsLoss())).isCloseTo(2.172693440799, within(1e-7));
  }

  private static double leastSurprisal(int outputs, NewtonLoss<float[], float[]> loss) {
    float[] inputs = people.standardisedBy(people).inputs();
    LinearModel model = LinearModel.fitted(inputs, people.visits(), outputs, loss);
    return loss.surprisal(model.outputs(inputs), people.visits()).mean();
  }

  @Test
  void theNegativeBinomialIsLessSurprised() {
    assertThat(forecasts.negativeBinomial().surprisal().mean())
        .isLessThan(forecasts.poisson().surprisal().mean() - 0.5);
  }

  @Test
  void probabilitiesOfAllCountsAddUp() {
    for (Forecast forecast : new Forecast[] {forecasts.poisson(), forecasts.negativeBinomial()}) {
      assertThat(forecast.people()).isEqualTo(1180);
      assertThat(Arrays.stream(forecast.observed()).sum()).isEqualTo(1180);
      assertThat(forecast.expectedFrom(100)).isBetween(0.0, 0.1);
    }
  }

  @Test
  void thePoissonExpectsTooFewWithoutVisitsAndWithMany() {
    Forecast poisson = forecasts.poisson();
    Forecast negativeBinomial = forecasts.negativeBinomial();
    double none = poisson.observed()[0];
    assertThat(poisson.expected()[0]).isLessThan(0.4 * none);
    assertThat(negativeBinomial.expected()[0]).isBetween(0.85 * none, 1.15 * none);
    double many = poisson.observedFrom(10);
    assertThat(poisson.expectedFrom(10)).isLessThan(0.4 * many);
    assertThat(negativeBinomial.expectedFrom(10)).isBetween(0.75 * many, 1.25 * many);
  }

  @Test
  void quantilesAreThoseOfTheCounts() {
    double[] observed = forecasts.poisson().observedQuantiles();
    assertThat(observed).hasSize(1180).isSorted().startsWith(0);
    assertThat(Arrays.stream(observed).filter(visits -> visits == 3).count())
        .isEqualTo((long) forecasts.poisson().observed()[3]);
    assertThat(forecasts.negativeBinomial().expectedQuantiles()[1179])
        .isGreaterThan(forecasts.poisson().expectedQuantiles()[1179] + 5);
  }

  @Test
  void drawsPictures() {
    assertThat(Pictures.visits(forecasts).getWidth()).isEqualTo(1120);
  }
}
