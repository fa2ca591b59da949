package dev.surprisal.samples.explorer;

import static dev.surprisal.samples.explorer.ExplorerPage.decimals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.PointerInput.Kind;

class ExplorerBrowserTest {
  private static final Offset<Double> A_PIXEL = within(0.11);

  private static ExplorerServer server;
  private static Browser browser;
  private ExplorerPage page;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    server = new ExplorerServer(0);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
      server.close();
    }
  }

  @BeforeEach
  void open() {
    browser.show(1200, 900, "light");
    page = new ExplorerPage(browser, server.address());
  }

  @AfterEach
  void noComplaints() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void showsWhatTheGeneratedClassesSay() {
    assertCategorical(4);
    assertThat(page.bars()).hasSize(10);
    assertThat(page.bar(4).getDomAttribute("aria-label")).isEqualTo("Logit of class 4");
    assertThat(page.bar(4).getDomAttribute("aria-valuetext"))
        .startsWith("5.2, probability 0.6")
        .contains(", gradient −0.3");
    page.press(".keys button", "9");
    assertCategorical(9);
  }

  @ParameterizedTest
  @EnumSource(names = {"MOUSE", "TOUCH"})
  void dragsABar(Kind kind) {
    page.preset("Uniform");
    int quarter = page.track() / 4;
    page.drag(kind, page.bar(6), 40, -quarter);
    assertThat(page.value(page.bar(6))).isCloseTo(4, A_PIXEL);
    assertCategorical(3);
    page.drag(kind, page.bar(3), 0, 3 * quarter);
    assertThat(page.value(page.bar(3))).isEqualTo(-8);
    assertCategorical(3);
    assertThat(page.outputs()).as("the other bars stay").contains(0, 0).endsWith(0, 0, 0);
  }

  @Test
  void movesABarByKeys() {
    WebElement bar = page.bar(0);
    assertKeys(bar, 0, "0");
    assertKeys(bar, 0.3, Keys.UP, Keys.ARROW_RIGHT, Keys.UP);
    assertKeys(bar, 0.1, Keys.DOWN, Keys.ARROW_LEFT);
    assertKeys(bar, 2.1, Keys.PAGE_UP, Keys.PAGE_UP);
    assertKeys(bar, 1.1, Keys.PAGE_DOWN);
    assertKeys(bar, 8, Keys.END, Keys.PAGE_UP);
    assertKeys(bar, -8, Keys.HOME, Keys.DOWN);
    assertKeys(bar, 0, Keys.DELETE);
    assertCategorical(4);
  }

  @Test
  void hasPresets() {
    page.preset("Confidently right");
    assertCategorical(7);
    page.preset("Confidently wrong");
    assertCategorical(1);
    page.preset("Uniform");
    assertCategorical(3);
    assertThat(page.text(".nats")).isEqualTo("2.3026");
    page.preset("z = (2, 0, 1)");
    assertCategorical(0);
    assertThat(page.text(".nats")).isEqualTo("0.4076");
    assertThat(page.texts(".keys button")).containsExactly("0", "1", "2");
    page.preset("Uniform");
    assertCategorical(3);
  }

  @Test
  void hasAnUnsureBernoulli() {
    page.choose("bernoulli");
    assertThat(page.text("pre:not([hidden])")).contains("BERNOULLI, activation = SIGMOID)");
    page.preset("As sure as the doctor");
    assertBernoulli(0.7);
    page.bar(0).sendKeys(Keys.PAGE_UP);
    assertThat(page.outputs()).containsExactly(1.8);
    assertBernoulli(0.7);
    page.press(".keys button", "1\nyes");
    assertBernoulli(1);
    assertThat(page.texts(".terms .dead")).containsExactly("no" + "0 × 1.95");
  }

  @Test
  void hasSeveralBernoullis() {
    page.choose("bernoullis");
    assertBernoullis(1, 0, 0, 0, 1);
    page.preset("An 8, known");
    assertBernoullis(1, 0, 1, 1, 0);
    browser.findAll(".keys button").get(1).click();
    assertBernoullis(1, 1, 1, 1, 0);
    assertThat(page.texts(".keys button")).containsExactly("yes", "yes", "yes", "yes", "no");
    page.drag(Kind.MOUSE, page.bar(2), 0, page.track() / 4);
    assertThat(page.value(page.bar(2))).isCloseTo(-4, A_PIXEL);
    assertBernoullis(1, 1, 1, 1, 0);
  }

  @Test
  void hasAGaussian() {
    page.choose("gaussian");
    for (String preset : List.of("Exactly right", "Far off", "Far off, but it knew")) {
      page.preset(preset);
      assertGaussian();
    }
    assertThat(page.text(".nats")).isEqualTo("2.1095");
    page.target().sendKeys(Keys.END);
    assertThat(page.value(page.target())).isEqualTo(8);
    assertGaussian();
    page.drag(Kind.TOUCH, page.target(), page.target().getSize().width / 4, 0);
    assertThat(page.value(page.target())).isCloseTo(4, A_PIXEL);
    assertGaussian();
    page.drag(Kind.MOUSE, page.bar(1), 0, 0);
    assertThat(page.value(page.bar(1))).isCloseTo(1, A_PIXEL);
    assertGaussian();
    assertThat(browser.find(".line").getDomAttribute("d"))
        .startsWith("M0.0 ")
        .hasSizeGreaterThan(999);
  }

  @Test
  void changesTabsByKeysAndKeepsWhatWasThere() {
    page.bar(0).sendKeys(Keys.END);
    WebElement tab = browser.find("#categorical");
    tab.sendKeys(Keys.ARROW_LEFT);
    assertThat(browser.find("[role=tab][aria-selected=true]").getText()).isEqualTo("Gaussian");
    browser.driver.switchTo().activeElement().sendKeys(Keys.HOME);
    assertThat(browser.find("#panel").getDomAttribute("aria-labelledby")).isEqualTo("categorical");
    assertThat(page.value(page.bar(0))).isEqualTo(8);
    assertCategorical(4);
  }

  @Test
  void asksOneQuestionAtATime() {
    browser.script(
        """
        const ask = window.fetch;
        window.asked = 0;
        window.open = 0;
        window.most = 0;
        window.fetch = async (...question) => {
          window.asked++;
          window.most = Math.max(window.most, ++window.open);
          await new Promise((resume) => setTimeout(resume, 50));
          return ask(...question).finally(() => window.open--);
        };
        """);
    page.bar(0).sendKeys(Keys.UP.toString().repeat(40));
    assertThat(page.value(page.bar(0))).isCloseTo(0.6, within(1e-9));
    assertCategorical(4);
    assertThat((Long) browser.script("return window.most")).isEqualTo(1);
    assertThat((Long) browser.script("return window.asked")).isBetween(1L, 20L);
  }

  @Test
  void saysThatTheServerIsGoneAndGoesOnWhenItIsBack() throws IOException {
    ExplorerServer other = new ExplorerServer(0);
    page = new ExplorerPage(browser, other.address());
    other.close();
    page.bar(0).sendKeys(Keys.END);
    browser.await(
        "a word", () -> page.text("#connection").startsWith("The server does not answer"));
    try (ExplorerServer back = new ExplorerServer(other.address().getPort())) {
      assertCategorical(4);
      assertThat(page.text("#connection")).as(back.address().toString()).isEmpty();
    }
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("ERR_CONNECTION"));
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1100})
  void fitsIntoAnyWindow(int width) {
    browser.show(width, 740, "light");
    for (String family : List.of("categorical", "bernoulli", "bernoullis", "gaussian")) {
      page.choose(family);
      assertThat(PageChecks.cutOff(browser)).as(family).isEmpty();
      assertThat(PageChecks.smallButtons(browser)).as(family).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void canBeRead(String colours) {
    browser.show(1200, 900, colours);
    String paper =
        (String) browser.script("return getComputedStyle(document.body).backgroundColor");
    assertThat(paper).isEqualTo(colours.equals("light") ? "rgb(250, 249, 246)" : "rgb(20, 23, 27)");
    for (String family : List.of("categorical", "bernoulli", "bernoullis", "gaussian")) {
      page.choose(family);
      assertThat(PageChecks.faint(browser)).as(family).isEmpty();
    }
  }

  private void assertKeys(WebElement bar, double value, CharSequence... keys) {
    bar.sendKeys(keys);
    assertThat(page.value(bar)).isCloseTo(value, within(1e-9));
  }

  private void assertCategorical(int target) {
    double[] logits = page.outputs();
    Categorical answer = Categorical.of(new Example(logits, new double[] {target}));
    page.assertShows(answer.reading());
    assertThat(page.predictions()).isEqualTo(decimals(answer.reading().predictions()));
    assertThat(page.measure("Entropy")).startsWith(decimals(answer.entropy(), 4) + " ");
    assertThat(page.text(".single .total")).isEqualTo(decimals(answer.surprisals()[target], 4));
    assertThat(page.text(".single .total")).isEqualTo(page.text(".total"));

    assertThat(page.texts(".terms .dead")).hasSize(logits.length - 1);
    assertThat(page.texts(".terms .dead .product")).allMatch(term -> term.startsWith("0 × "));
    assertThat(page.texts(".terms .live"))
        .containsExactly(target + "1 × " + decimals(answer.reading().nats(), 2));
    assertThat(page.texts(".keys [aria-pressed=true]")).containsExactly("" + target);
  }

  private void assertBernoulli(double target) {
    Bernoulli answer = Bernoulli.of(new Example(page.outputs(), new double[] {target}));
    page.assertShows(answer.reading());
    assertThat(page.predictions()).isEqualTo(decimals(answer.reading().predictions()));
    assertThat(page.measure("Perplexity")).startsWith(decimals(answer.perplexity(), 2) + " ");
    assertThat(page.texts(".terms .product"))
        .allMatch(term -> term.matches("[01](\\.\\d)? × \\d\\.\\d\\d"));
  }

  private void assertBernoullis(double... targets) {
    Bernoullis answer = Bernoullis.of(new Example(page.outputs(), targets));
    page.assertShows(answer.reading());
    assertThat(page.predictions()).isEqualTo(decimals(answer.reading().predictions()));
    assertThat(page.texts(".terms .product")).isEqualTo(decimals(answer.surprisals()));
    assertThat(page.texts(".label")).hasSize(10).contains("even", "prime", "closed loop");
  }

  private void assertGaussian() {
    double[] target = {page.value(page.target())};
    Gaussian answer = Gaussian.of(new Example(page.outputs(), target));
    Reading reading = answer.reading();
    String nats = decimals(reading.nats(), 4);
    browser.await(nats + " nats", () -> page.text(".nats").equals(nats));
    assertThat(page.gradients()).isEqualTo(decimals(reading.gradients()));
    assertThat(page.measure("Variance")).startsWith(decimals(reading.predictions()[1], 2) + " ");
    assertThat(page.texts(".terms .product"))
        .isEqualTo(decimals(new double[] {answer.width(), answer.miss()}));
    assertThat(page.text(".flag")).isEqualTo("target " + decimals(target[0], 1));
  }
}
