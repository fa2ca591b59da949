package dev.surprisal.samples.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;

/** The page as its visitors have it: what they do to it, and what it then shows. */
final class ExplorerPage {
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  final Browser browser;

  ExplorerPage(Browser browser, URI address) {
    this.browser = browser;
    // Or an address that differs by its fragment alone would not be loaded.
    browser.driver.get("about:blank");
    browser.driver.get(address.toString());
    awaitAnAnswer();
    browser.await("the heads", () -> !text("#head").isEmpty());
  }

  void choose(String family) {
    browser.find("#" + family).click();
    awaitAnAnswer();
  }

  void preset(String name) {
    press("#presets button", name);
    awaitAnAnswer();
  }

  /** Types into a field of the formula, in the place of what is there. */
  void type(String name, String text) {
    WebElement field = browser.find(".formula-form [name=" + name + "]");
    field.clear();
    field.sendKeys(text);
  }

  /** Has the formula compiled, and waits for what the compiler says. */
  void submit() {
    browser.find(".formula-form button").click();
    browser.await(
        "the compiler",
        () ->
            "false"
                .equals(browser.script("return document.querySelector('.formula-form').ariaBusy")));
    awaitAnAnswer();
  }

  /** Clicks the button that shows this text. */
  void press(String selector, String text) {
    browser.findAll(selector).stream()
        .filter(button -> button.getText().equals(text))
        .findFirst()
        .orElseThrow()
        .click();
  }

  /** Presses on the middle of an element, moves there in steps, and lets go. */
  void drag(Kind kind, WebElement element, int right, int down) {
    int steps = 3;
    PointerInput pointer = new PointerInput(kind, kind.toString());
    Sequence sequence = new Sequence(pointer, 0);
    sequence.addAction(pointer.createPointerMove(AT_ONCE, Origin.fromElement(element), 0, 0));
    sequence.addAction(pointer.createPointerDown(MouseButton.LEFT.asArg()));
    for (int step = 1; step <= steps; step++) {
      sequence.addAction(
          pointer.createPointerMove(
              AT_ONCE, Origin.fromElement(element), right * step / steps, down * step / steps));
    }
    sequence.addAction(pointer.createPointerUp(MouseButton.LEFT.asArg()));
    browser.driver.perform(List.of(sequence));
  }

  List<WebElement> bars() {
    return browser.findAll(".bar");
  }

  WebElement bar(int index) {
    return bars().get(index);
  }

  WebElement target() {
    return browser.find(".target");
  }

  /** The height of what a bar's value runs along, in pixels. */
  int track() {
    return browser.find(".track").getSize().height;
  }

  Box box(WebElement element) {
    Object sides =
        browser.script(
            "const box = arguments[0].getBoundingClientRect();"
                + "return [box.top, box.bottom, box.width].map(String)",
            element);
    double[] numbers = numbers(sides);
    return new Box(numbers[0], numbers[1], numbers[2]);
  }

  /** How many pixels each number beside a bar is away from where that value lies. */
  List<Double> scaleErrors() {
    Object errors =
        browser.script(
            """
            return [...document.querySelectorAll('.bar .scale span')].map((tick) => {
              const bar = tick.closest('.bar');
              const [min, max] = [bar.ariaValueMin, bar.ariaValueMax].map(Number);
              const track = bar.querySelector('.track').getBoundingClientRect();
              const value = Number(tick.textContent.replace('−', '-'));
              const box = tick.getBoundingClientRect();
              const level = (track.bottom - (box.top + box.bottom) / 2) / track.height;
              return String(Math.abs(level - (value - min) / (max - min)) * track.height);
            });
            """);
    return Arrays.stream(numbers(errors)).boxed().toList();
  }

  double value(WebElement slider) {
    return Double.parseDouble(slider.getDomAttribute("aria-valuenow"));
  }

  double[] outputs() {
    Object values =
        browser.script(
            "return [...document.querySelectorAll('.bar')].map(bar => bar.ariaValueNow)");
    return numbers(values);
  }

  /** Scripts give numbers as text: whole ones would arrive as another type. */
  private static double[] numbers(Object texts) {
    return ((List<?>) texts)
        .stream().map(String.class::cast).mapToDouble(Double::parseDouble).toArray();
  }

  List<String> texts(String selector) {
    Object texts =
        browser.script(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)",
            selector);
    return ((List<?>) texts).stream().map(String.class::cast).toList();
  }

  String text(String selector) {
    return String.join("", texts(selector).stream().limit(1).toList());
  }

  /** What the row of that name in the table of measures says, its note included. */
  String measure(String name) {
    return texts(".measures > div").stream()
        .filter(row -> row.startsWith(name))
        .findFirst()
        .orElseThrow()
        .substring(name.length());
  }

  List<String> gradients() {
    return texts(".instrument .columns > .number");
  }

  List<String> predictions() {
    return texts(".probability + .number");
  }

  /** Waits until what was asked last has been answered and is shown. */
  void awaitAnAnswer() {
    browser.await(
        "an answer", () -> "false".equals(browser.find("#bench").getDomAttribute("aria-busy")));
  }

  /** Waits until what was done last has been answered, and checks what is said of every family. */
  void assertShows(Reading reading) {
    String nats = decimals(reading.nats(), 4);
    browser.await(nats + " nats", () -> text(".nats").equals(nats));
    assertThat(measure("Bits")).startsWith(decimals(reading.bits(), 4) + " ");
    assertThat(gradients()).isEqualTo(decimals(reading.gradients()));
    assertThat(text(".total")).isEqualTo(nats);
    assertThat(arrows())
        .as("steps")
        .containsExactly(Arrays.stream(reading.gradients()).map(g -> -g).toArray());
  }

  /** The steps that arrows show, up positive, in parts of the full length. */
  double[] arrows() {
    Object steps =
        browser.script(
            """
            return [...document.querySelectorAll('.arrow')].map(arrow =>
              String((arrow.classList.contains('down') ? -1 : 1)
                * Number(arrow.style.getPropertyValue('--length'))));
            """);
    return numbers(steps);
  }

  static List<String> decimals(double[] numbers) {
    return IntStream.range(0, numbers.length)
        .mapToObj(i -> decimals(numbers[i], 2))
        .collect(Collectors.toList());
  }

  /** As the page writes numbers: with a true minus, and none before what rounds to zero. */
  static String decimals(double number, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(number));
    return number < 0 && Double.parseDouble(text) != 0 ? "−" + text : text;
  }
}
