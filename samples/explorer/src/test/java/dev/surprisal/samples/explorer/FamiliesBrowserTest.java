package dev.surprisal.samples.explorer;

import static dev.surprisal.samples.explorer.PageAssertions.assertBernoulli;
import static dev.surprisal.samples.explorer.PageAssertions.assertBernoullis;
import static dev.surprisal.samples.explorer.PageAssertions.assertCategorical;
import static dev.surprisal.samples.explorer.PageAssertions.assertGaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** What the page shows of each family. */
class FamiliesBrowserTest extends BrowserTest {
  private static final Offset<Double> A_PIXEL = within(0.11);

  @Test
  void showsWhatTheGeneratedClassesSay() {
    assertCategorical(page, 4);
    assertThat(page.bars()).hasSize(10);
    assertThat(page.bar(4).getDomAttribute("aria-label")).isEqualTo("Logit of class 4");
    assertThat(page.bar(4).getDomAttribute("aria-valuetext"))
        .startsWith("5.2, probability 0.6")
        .contains(", gradient −0.3");
    page.press(".keys button", "9");
    assertCategorical(page, 9);
  }

  @Test
  void hasPresets() {
    page.preset("Confidently right");
    assertCategorical(page, 7);
    page.preset("Confidently wrong");
    assertCategorical(page, 1);
    page.preset("Uniform");
    assertCategorical(page, 3);
    assertThat(page.text(".nats")).isEqualTo("2.3026");
    page.preset("z = (2, 0, 1)");
    assertCategorical(page, 0);
    assertThat(page.text(".nats")).isEqualTo("0.4076");
    assertThat(page.texts(".keys button")).containsExactly("0", "1", "2");
    page.preset("Uniform");
    assertCategorical(page, 3);
  }

  @Test
  void hasAnUnsureBernoulli() {
    page.choose("bernoulli");
    page.preset("As sure as the doctor");
    assertBernoulli(page, 0.7);
    page.bar(0).sendKeys(Keys.PAGE_UP);
    assertThat(page.outputs()).containsExactly(1.8);
    assertBernoulli(page, 0.7);
    page.press(".keys button", "1\nyes");
    assertBernoulli(page, 1);
    assertThat(page.texts(".terms .dead")).containsExactly("no" + "0 × 1.95");
  }

  @Test
  void hasSeveralBernoullis() {
    page.choose("bernoullis");
    assertBernoullis(page, 1, 0, 0, 0, 1);
    page.preset("An 8, known");
    assertBernoullis(page, 1, 0, 1, 1, 0);
    browser.findAll(".keys button").get(1).click();
    assertBernoullis(page, 1, 1, 1, 1, 0);
    assertThat(page.texts(".keys button")).containsExactly("yes", "yes", "yes", "yes", "no");
    page.drag(Kind.MOUSE, page.bar(2), 0, page.track() / 4);
    assertThat(page.value(page.bar(2))).isCloseTo(-4, A_PIXEL);
    assertBernoullis(page, 1, 1, 1, 1, 0);
  }

  @Test
  void hasAGaussian() {
    page.choose("gaussian");
    for (String preset : List.of("Exactly right", "Far off", "Far off, but it knew")) {
      page.preset(preset);
      assertGaussian(page);
    }
    assertThat(page.text(".nats")).isEqualTo("2.1095");
    page.target().sendKeys(Keys.END);
    assertThat(page.value(page.target())).isEqualTo(8);
    assertGaussian(page);
    page.drag(Kind.TOUCH, page.target(), page.target().getSize().width / 4, 0);
    assertThat(page.value(page.target())).isCloseTo(4, A_PIXEL);
    assertGaussian(page);
    page.drag(Kind.MOUSE, page.bar(1), 0, 0);
    assertThat(page.value(page.bar(1))).isCloseTo(1, A_PIXEL);
    assertGaussian(page);
    assertThat(browser.find(".line").getDomAttribute("d"))
        .startsWith("M0.0 ")
        .hasSizeGreaterThan(999);
  }

  @ParameterizedTest
  @CsvSource({
    "categorical, Categorical",
    "bernoulli, Bernoulli",
    "bernoullis, Bernoullis",
    "gaussian, Gaussian",
    "tweedie, Values",
    "ordinal, Values"
  })
  void showsTheHeadAsItIsCompiled(String family, String type) throws IOException {
    Path source = Path.of("src/main/java/dev/surprisal/samples/explorer", type + ".java");
    page.choose(family);
    String head = page.text("#head");
    assertThat(head).contains("precision = DOUBLE");
    assertThat(Files.readString(source)).contains(head.indent(2));
  }
}
