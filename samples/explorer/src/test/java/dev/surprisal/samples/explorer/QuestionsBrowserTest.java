package dev.surprisal.samples.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Answers are checked to three decimals. */
class QuestionsBrowserTest extends BrowserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss     | 0.408    | Right: 0.408.",
        "loss     | 0,4076   | Right: 0.408.",
        "loss     | 0.407    | No. It is log",
        "loss     | 0.41     | No. It is log",
        "loss     | -0.408   | The size is right, the sign is not. It is log",
        "gradient | -0.335   | Right: −0.335.",
        "gradient | −0.33476 | Right: −0.335.",
        "gradient | 0.335    | The size is right, the sign is not. It is the probability",
        "gradient | 0.665    | No. It is the probability",
        "gradient | e        | Write a number",
        "gradient | ''       | Write a number"
      })
  void judgesAnswers(String question, String answer, String verdict) {
    answer(question, answer);
    browser.await(verdict, () -> verdict(question).startsWith(verdict));
  }

  @Test
  void saysThatTheServerIsGone() throws IOException {
    try (ExplorerServer other = new ExplorerServer(0)) {
      page = new ExplorerPage(browser, other.address());
    }
    answer("loss", "0.408");
    browser.await("a word", () -> verdict("loss").equals("The server does not answer."));
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("ERR_CONNECTION"));
  }

  private void answer(String question, String answer) {
    form(question).findElement(By.tagName("input")).sendKeys(answer, Keys.ENTER);
  }

  private String verdict(String question) {
    return form(question).findElement(By.tagName("output")).getText();
  }

  private static WebElement form(String question) {
    return browser.find("form[data-question=" + question + "]");
  }
}
