package dev.surprisal.samples.explorer;

import static dev.surprisal.samples.explorer.ExplorerPage.decimals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.annotation.Targets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Formulas and distributions of one number, as the page shows them. */
class FormulaBrowserTest extends BrowserTest {
  @Test
  void hasAllDistributionsOfOneNumber() {
    Map<String, Family> families = new TreeMap<>(Values.families());
    families.forEach((name, family) -> {
      page.choose(name);
      for (String preset : page.texts("#presets button")) {
        page.preset(preset);
        double target = Double.parseDouble(chosenTarget());
        Example example = new Example(page.outputs(), new double[] {target});
        assertShows((Value) family.answer().apply(example));
      }
    });
    assertThat(families).hasSize(18);
  }

  @Test
  void compilesWhatIsTyped() {
    page.choose("formula");
    assertThat(page.text("#head")).contains("nll = \"y * exp(z) - z\"");
    page.type("nll", "n * softplus(z)");
    page.submit();
    assertThat(page.text(".diagnostics")).startsWith("error: [formula-name]").contains("^");
    assertThat(page.text("#head")).as("what is still shown").contains("y * exp(z) - z");

    page.type("nll", "softplus(g)\n- y * g\n+ (a - g)^2 / 8");
    page.type("outputs", "g, a");
    page.type("means", "");
    browser.find("[name=targets]").sendKeys("PROBABILITIES");
    page.submit();
    assertThat(page.text(".diagnostics")).startsWith("error: [formula-mean");
    page.type("means", "sigmoid(g), sigmoid(a)");
    page.submit();
    browser.await("the head", () -> page.text("#head").contains("outputNames = {\"g\", \"a\"}"));
    assertThat(page.text(".diagnostics")).isEmpty();
    assertThat(page.text(".source")).contains("public final class TypedLoss");
    assertThat(page.bars()).hasSize(2);
    page.bar(0).sendKeys(Keys.PAGE_UP);
    FormulaHead head =
        new FormulaHead(
            "softplus(g) - y * g + (a - g)^2 / 8",
            List.of("g", "a"),
            List.of("sigmoid(g)", "sigmoid(a)"),
            Targets.PROBABILITIES);
    double target = Double.parseDouble(chosenTarget());
    assertShows(
        new Formulas().value(head, new Example(new double[] {1, 0}, new double[] {target})));
  }

  @Test
  void showsWhatIsTypedAsText() {
    page.choose("formula");
    page.type("nll", "<img src=x onerror=\"document.title = 'gone'\">");
    page.submit();
    assertThat(page.text(".diagnostics")).contains("[formula-syntax]").contains("<img src=x");
    assertThat(browser.findAll(".diagnostics img")).isEmpty();
    assertThat(browser.driver.getTitle()).isEqualTo("Surprisal explorer");
  }

  private String chosenTarget() {
    String shown = page.text(".keys [aria-pressed=true]").replace('−', '-');
    return shown.endsWith("+") ? "-" + shown.replace("+", "") : shown;
  }

  private void assertShows(Value value) {
    String nats = decimals(value.reading().nats(), 4);
    browser.await(nats + " nats", () -> page.text(".nats").equals(nats));
    assertThat(page.gradients()).isEqualTo(decimals(value.reading().gradients()));
    assertThat(page.texts(".measures dt").stream().filter("Curvature"::equals))
        .hasSize(value.curvatures().length);
    assertThat(page.measure("Curvature")).startsWith(decimals(value.curvatures()[0], 3) + " ");
    assertThat(browser.findAll("path.line")).hasSize(3 * value.slices().size());
    assertThat(browser.find("path.line.of-curvature").getDomAttribute("d")).hasSizeGreaterThan(999);
  }
}
