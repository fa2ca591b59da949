package dev.surprisal.samples.ownloss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.samples.common.Derivation;
import dev.surprisal.samples.common.Insured;
import dev.surprisal.samples.common.LinearModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OwnLossTest {
  private static Insured people;
  private static Findings findings;

  @BeforeAll
  static void fit() {
    System.setProperty("java.awt.headless", "true");
    people = Insured.read();
    findings = Findings.of(people, 1);
  }

  /** A yes or no, then a geometric distribution, whose formulas are those of any textbook. */
  @Test
  void isMinusTheLogarithmOfProbabilities() {
    var loss = new HurdleLoss();
    float[] outputs = {-0.5f, 1.25f};
    double going = 1 / (1 + Math.exp(0.5));
    double again = 1 / (1 + Math.exp(-1.25));
    double sum = 0;
    double mean = 0;
    for (int visits = 0; visits < 200; visits++) {
      double probability = Math.exp(-loss.surprisal(outputs, new float[] {visits}).sum());
      double expected = visits == 0 ? 1 - going : going * Math.pow(again, visits - 1) * (1 - again);
      assertThat(probability).isCloseTo(expected, within(1e-7 * expected));
      sum += probability;
      mean += visits * probability;
    }
    assertThat(sum).isCloseTo(1, within(1e-7));
    float[] predictions = new float[2];
    loss.predict(outputs, predictions);
    assertThat((double) predictions[0]).isCloseTo(mean, within(1e-6));
    assertThat((double) predictions[1]).isCloseTo(again, within(1e-6));
  }

  /** The least surprisal, as BFGS of SciPy 1.17 finds it in two separate regressions. */
  @Test
  void findsTheMinimumOfAnotherOptimiser() {
    float[] inputs = people.standardisedBy(people).inputs();
    var loss = new HurdleLoss();
    LinearModel model = LinearModel.fitted(inputs, people.visits(), 2, loss);
    assertThat(loss.surprisal(model.outputs(inputs), people.visits()).mean())
        .isCloseTo(0.5649651622107107 + 1.6096845960535688, within(1e-7));
  }

  @Test
  void isAsGoodAsTheNegativeBinomial() {
    assertThat(findings.hurdle().weight()).isEqualTo(1180);
    assertThat(findings.hurdle().mean()).isCloseTo(2.184, within(5e-4));
    assertThat(findings.negativeBinomial().mean()).isCloseTo(2.187, within(5e-4));
  }

  @Test
  void whatPeoplePayKeepsThemFromGoingRatherThanFromGoingAgain() {
    Care free = findings.expected().get(0);
    Care costly = findings.expected().get(3);
    assertThat(free.going()).isCloseTo(0.741, within(5e-4));
    assertThat(costly.going()).isCloseTo(0.632, within(5e-4));
    assertThat(free.visits()).isCloseTo(4.44, within(5e-3));
    assertThat(costly.visits()).isCloseTo(4.05, within(5e-3));
  }

  @Test
  void observesAllPeopleOnce() {
    double visits = 0;
    int count = 0;
    for (long share : Findings.SHARES) {
      int paying = 0;
      for (int person = 0; person < people.count(); person++) {
        paying += people.share(person) == share ? 1 : 0;
      }
      Care care = Care.observed(people, share);
      count += paying;
      visits += care.going() * care.visits() * paying;
    }
    assertThat(count).isEqualTo(5900);
    assertThat(visits / count).isCloseTo(3.0185, within(1e-4));
  }

  /** The page that is printed, and that the README shows. */
  @Test
  void showsWhatWasDerived() throws IOException {
    Path source =
        Path.of(
            "target/generated-sources/annotations/dev/surprisal/samples/ownloss/HurdleLoss.java");
    List<String> lines = Derivation.of(Files.readString(source));
    assertThat(lines)
        .first()
        .asString()
        .startsWith("   loss        log(1 + exp(g)) + (y - sign(y)) log(1 + exp(-a))");
    assertThat(lines)
        .anyMatch(line -> line.startsWith("   gradient    1 / (1 + exp(-g)) - sign(y)"));
    assertThat(Files.readString(Path.of("README.md"))).contains(String.join("\n", lines));
  }

  @Test
  void drawsAPicture() {
    assertThat(Pictures.care(findings).getWidth()).isEqualTo(1120);
  }
}
