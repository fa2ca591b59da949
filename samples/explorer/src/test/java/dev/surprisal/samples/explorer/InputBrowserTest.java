package dev.surprisal.samples.explorer;

import static dev.surprisal.samples.explorer.PageAssertions.assertCategorical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** What is done to the page by pointer and keys, and what it asks the server then. */
class InputBrowserTest extends BrowserTest {
  private static final Offset<Double> A_PIXEL = within(0.11);

  @ParameterizedTest
  @EnumSource(names = {"MOUSE", "TOUCH"})
  void dragsABar(Kind kind) {
    page.preset("Uniform");
    int quarter = page.track() / 4;
    page.drag(kind, page.bar(6), 40, -quarter);
    assertThat(page.value(page.bar(6))).isCloseTo(4, A_PIXEL);
    assertCategorical(page, 3);
    page.drag(kind, page.bar(3), 0, 3 * quarter);
    assertThat(page.value(page.bar(3))).isEqualTo(-8);
    assertCategorical(page, 3);
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
    assertCategorical(page, 4);
  }

  @Test
  void changesTabsByKeysAndKeepsWhatWasThere() {
    page.bar(0).sendKeys(Keys.END);
    WebElement tab = browser.find("#categorical");
    tab.sendKeys(Keys.ARROW_LEFT);
    assertThat(browser.find("[role=tab][aria-selected=true]").getText()).isEqualTo("Your formula");
    browser.driver.switchTo().activeElement().sendKeys(Keys.HOME);
    assertThat(browser.find("#panel").getDomAttribute("aria-labelledby")).isEqualTo("categorical");
    assertThat(page.value(page.bar(0))).isEqualTo(8);
    assertCategorical(page, 4);
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
    assertCategorical(page, 4);
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
      assertCategorical(page, 4);
      assertThat(page.text("#connection")).as(back.address().toString()).isEmpty();
    }
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("ERR_CONNECTION"));
  }

  private void assertKeys(WebElement bar, double value, CharSequence... keys) {
    bar.sendKeys(keys);
    assertThat(page.value(bar)).isCloseTo(value, within(1e-9));
  }
}
