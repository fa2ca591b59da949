package dev.surprisal.samples.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

/** Where things stand in windows of all kinds, and whether they can be read. */
class LayoutBrowserTest extends BrowserTest {
  private static final List<String> FAMILIES =
      List.of(
          "categorical",
          "bernoulli",
          "bernoullis",
          "gaussian",
          "poisson",
          "negativebinomial",
          "survival",
          "studentt",
          "mixture",
          "ordinal",
          "formula");

  @ParameterizedTest
  @ValueSource(ints = {360, 900, 1100})
  void fitsIntoAnyWindow(int width) {
    browser.show(width, 740, "light");
    for (String family : FAMILIES) {
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
    for (String family : FAMILIES) {
      page.choose(family);
      assertThat(PageChecks.faint(browser)).as(family).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, 800", "900, 800", "375, 812", "812, 375"})
  void coversNoBar(int width, int height) {
    browser.show(width, height, "light");
    for (String family : FAMILIES) {
      page.choose(family);
      assertThat(PageChecks.coveredBars(browser)).as(family).isEmpty();
    }
  }

  @Test
  void showsLossAndBarsAtOnceOnAPhoneOnItsSide() {
    browser.show(812, 375, "light");
    // A formula is typed before its bars are moved.
    for (String family : FAMILIES.subList(0, FAMILIES.indexOf("formula"))) {
      page.choose(family);
      Box loss = page.box(browser.find(".verdict"));
      Box bar = page.box(page.bar(0));
      assertThat(Math.max(loss.bottom(), bar.bottom()) - Math.min(loss.top(), bar.top()))
          .as(family)
          .isLessThan(375);
    }
  }

  @Test
  void hasScalesThatAreTrue() {
    for (String family : FAMILIES) {
      page.choose(family);
      assertThat(page.scaleErrors()).as(family).isNotEmpty().allMatch(error -> error < 1);
    }
    page.choose("gaussian");
    assertThat(page.texts(".bar .scale span"))
        .containsExactly("−6", "−3", "0", "3", "6", "−2", "0", "2", "4");
    assertThat(page.texts("figure .scale span")).containsExactly("0", "1", "2");
  }

  @Test
  void namesTheMeasurementAboveTheBell() {
    page.choose("gaussian");
    for (String preset : page.texts("#presets button")) {
      page.preset(preset);
      assertThat(page.box(browser.find(".flag")).bottom())
          .as(preset)
          .isLessThanOrEqualTo(page.box(browser.find(".canvas svg")).top());
    }
  }

  @Test
  void drawsShortArrowsSmallerAndLongOnesWhole() {
    page.choose("gaussian");
    page.preset("Right, and sure of it");
    WebElement shortArrow = browser.findAll(".arrow").get(1);
    Box box = page.box(shortArrow);
    assertThat(box.width()).isCloseTo(box.height() * 4 / 3, within(0.5));
    page.preset("Far off");
    WebElement cut = browser.find(".arrow.cut");
    assertThat(page.box(cut).width()).isEqualTo(12);
    assertThat(cut.getCssValue("background-image")).startsWith("linear-gradient");
  }
}
