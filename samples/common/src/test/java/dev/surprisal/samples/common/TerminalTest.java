package dev.surprisal.samples.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private long nanoTime;

  @Test
  void aBarIsDrawnAnewBelowEachLineAndTakenAway() {
    Terminal terminal = new Terminal(out, true);
    try (Progress progress = terminal.progress(2)) {
      progress.step();
      awaitABar();
      terminal.print("epoch %d", 1);
      progress.step();
    }
    assertThat(written()).contains("\repoch 1\n\rtraining").endsWith(" ".repeat(79) + "\r");
  }

  /** The bar is drawn by another thread. */
  private void awaitABar() {
    while (!written().contains("\rtraining")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aLogGetsALineNowAndThen() {
    Terminal terminal = new Terminal(out, false);
    try (Progress progress = new ProgressLines(terminal, 8, () -> nanoTime)) {
      for (int step = 0; step < 8; step++) {
        nanoTime += ProgressLines.NANOS_BETWEEN / 4;
        progress.step();
      }
    }
    assertThat(written()).isEqualTo("training 50 %\ntraining 100 %\n");
  }

  @Test
  void outputThatIsNoTerminalGetsNoBar() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Work.class.getName())
            .redirectErrorStream(true)
            .start();
    byte[] written = process.getInputStream().readAllBytes();
    assertThat(new String(written, StandardCharsets.UTF_8).replace("\r\n", "\n"))
        .isEqualTo("one step\n");
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private static final class Work {
    public static void main(String[] arguments) {
      Terminal terminal = new Terminal();
      try (Progress progress = terminal.progress(2)) {
        progress.step();
        terminal.print("one step");
        progress.step();
      }
    }
  }
}
