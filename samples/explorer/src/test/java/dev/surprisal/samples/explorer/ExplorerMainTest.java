package dev.surprisal.samples.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExplorerMainTest {
  private final StringWriter errors = new StringWriter();

  @Test
  void printsItsAddressAndServesUntilItIsStopped() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port=0")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader reader = process.inputReader()) {
      URI address = URI.create(reader.readLine());
      assertThat(address.toString()).matches("http://127\\.0\\.0\\.1:\\d+/");
      var page =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      assertThat(page.body()).contains("Surprisal explorer");
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroy();
    }
  }

  @Test
  void saysThatAPortIsTaken() throws IOException {
    try (ExplorerServer server = new ExplorerServer(0)) {
      int port = server.address().getPort();
      assertThat(status("--port=" + port)).isEqualTo(1);
      assertThat(errors.toString().lines())
          .singleElement()
          .asString()
          .startsWith("--port = " + port)
          .contains("in use");
    }
  }

  @Test
  void refusesAPortThatCannotBe() {
    assertThat(status("--port=65536")).isEqualTo(2);
    assertThat(errors.toString()).contains("--port = 65536: must be in 0..65535");
  }

  private int status(String... arguments) {
    return new CommandLine(new Main()).setErr(new PrintWriter(errors, true)).execute(arguments);
  }
}
