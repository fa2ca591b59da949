package dev.surprisal.samples.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A server and a browser for the tests of a class, and the page anew for each. */
abstract class BrowserTest {
  static ExplorerServer server;
  static Browser browser;
  ExplorerPage page;

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
}
