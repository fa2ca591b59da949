package dev.surprisal.samples.explorer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Draws the pictures of the README. It is no test by its name, and runs only when it is asked. */
class Screenshots {
  private record Window(String name, int width, int height) {}

  private static final List<Window> WINDOWS =
      List.of(new Window("wide", 1200, 1060), new Window("narrow", 360, 2040));

  @Test
  void draw() throws IOException {
    Path folder = Files.createDirectories(Path.of("pictures"));
    try (Browser browser = Browser.start();
        ExplorerServer server = new ExplorerServer(0)) {
      for (String colours : List.of("light", "dark")) {
        for (Window window : WINDOWS) {
          browser.show(window.width(), window.height(), colours);
          new ExplorerPage(browser, server.address());
          Files.write(folder.resolve(colours + "-" + window.name() + ".png"), browser.picture());
        }
      }
      browser.show(1200, 1400, "light");
      ExplorerPage page = new ExplorerPage(browser, server.address());
      page.choose("negativebinomial");
      Files.write(folder.resolve("negative-binomial.png"), browser.picture());
      page.choose("survival");
      page.preset("Not failed by 2");
      Files.write(folder.resolve("survival.png"), browser.picture());
      page.choose("formula");
      page.preset("Logistic noise");
      page.type("nll", "s + (y - m) * exp(-s) + 2 * sofplus((m - y) * exp(-s))");
      page.submit();
      Files.write(folder.resolve("formula.png"), browser.picture());
    }
  }
}
