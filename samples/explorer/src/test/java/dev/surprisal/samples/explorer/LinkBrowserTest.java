package dev.surprisal.samples.explorer;

import static dev.surprisal.samples.explorer.PageAssertions.assertBernoullis;
import static dev.surprisal.samples.explorer.PageAssertions.assertCategorical;
import static dev.surprisal.samples.explorer.PageAssertions.assertGaussian;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The address names what is shown. */
class LinkBrowserTest extends BrowserTest {
  @Test
  void whatIsShownSurvivesAReload() {
    page.choose("gaussian");
    page.preset("Far off, but it knew");
    page.bar(0).sendKeys(Keys.PAGE_UP);
    browser.await("the address", () -> address().endsWith("#gaussian/-2,3.2/2"));
    browser.driver.navigate().refresh();
    page.awaitAnAnswer();
    assertThat(chosen()).isEqualTo("gaussian");
    assertThat(page.outputs()).containsExactly(-2, 3.2);
    assertGaussian(page);
  }

  @Test
  void aLinkIsFollowed() {
    page = new ExplorerPage(browser, server.address().resolve("#categorical/2,0,1/0"));
    assertCategorical(page, 0);
    assertThat(page.text(".nats")).isEqualTo("0.4076");
    browser.script("location.hash = 'bernoullis/1,2,3,-4,5/1,0,1,0,1'");
    browser.await("the family", () -> chosen().equals("bernoullis"));
    assertThat(page.outputs()).containsExactly(1, 2, 3, -4, 5);
    assertBernoullis(page, 1, 0, 1, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zipf/1/1",
        "poisson/5/1",
        "poisson/1/1.5",
        "formula/1/1",
        "toString/1/1",
        "categorical",
        "categorical/2,0,1/3",
        "categorical/2,0,1/0.5",
        "categorical/2,0/0",
        "bernoulli/9/1",
        "bernoulli/1/2",
        "bernoullis/1,2,3,4,5/1,0,1,0,0.5",
        "gaussian/1,5/0",
        "gaussian/1,one/0",
        "gaussian/1,2/0/0",
        "%E0"
      })
  void whatCannotBeShownIsNot(String link) {
    page = new ExplorerPage(browser, server.address().resolve("#" + link));
    assertThat(chosen()).isEqualTo("categorical");
    assertCategorical(page, 4);
  }

  private String address() {
    return browser.driver.getCurrentUrl();
  }

  private String chosen() {
    return browser.find("[role=tab][aria-selected=true]").getDomAttribute("id");
  }
}
