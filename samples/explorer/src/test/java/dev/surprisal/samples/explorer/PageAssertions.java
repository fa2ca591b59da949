package dev.surprisal.samples.explorer;

import static dev.surprisal.samples.explorer.ExplorerPage.decimals;
import static org.assertj.core.api.Assertions.assertThat;

/** That the page shows what the generated classes say of what it is set to. */
final class PageAssertions {
  private PageAssertions() {}

  static void assertCategorical(ExplorerPage page, int target) {
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

  static void assertBernoulli(ExplorerPage page, double target) {
    Bernoulli answer = Bernoulli.of(new Example(page.outputs(), new double[] {target}));
    page.assertShows(answer.reading());
    assertThat(page.predictions()).isEqualTo(decimals(answer.reading().predictions()));
    assertThat(page.measure("Perplexity")).startsWith(decimals(answer.perplexity(), 2) + " ");
    assertThat(page.texts(".terms .product"))
        .allMatch(term -> term.matches("[01](\\.\\d)? × \\d\\.\\d\\d"));
  }

  static void assertBernoullis(ExplorerPage page, double... targets) {
    Bernoullis answer = Bernoullis.of(new Example(page.outputs(), targets));
    page.assertShows(answer.reading());
    assertThat(page.predictions()).isEqualTo(decimals(answer.reading().predictions()));
    assertThat(page.texts(".terms .product")).isEqualTo(decimals(answer.surprisals()));
    assertThat(page.texts(".label")).hasSize(10).contains("even", "prime", "closed loop");
  }

  static void assertGaussian(ExplorerPage page) {
    double[] target = {page.value(page.target())};
    Gaussian answer = Gaussian.of(new Example(page.outputs(), target));
    Reading reading = answer.reading();
    String nats = decimals(reading.nats(), 4);
    page.browser.await(nats + " nats", () -> page.text(".nats").equals(nats));
    assertThat(page.gradients()).isEqualTo(decimals(reading.gradients()));
    assertThat(page.measure("Variance")).startsWith(decimals(reading.predictions()[1], 2) + " ");
    assertThat(page.texts(".terms .product"))
        .isEqualTo(decimals(new double[] {answer.width(), answer.miss()}));
    assertThat(page.text(".flag")).isEqualTo("target " + decimals(target[0], 1));
  }
}
