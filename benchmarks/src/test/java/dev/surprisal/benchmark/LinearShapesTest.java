package dev.surprisal.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The table of shapes, in small. */
class LinearShapesTest {
  @TempDir private Path folder;

  @Test
  void measuresEachShapeAndNamesItsKernels() throws IOException {
    Path file = folder.resolve("shapes.md");
    int status =
        new CommandLine(new LinearShapes())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(
                ("--middle 3x5x7 --classes 2,131 --tokens 1,4 --inputs 6 --millis 20 --markdown "
                        + file)
                    .split(" "));
    assertThat(status).isZero();
    String text = Files.readString(file);
    List<List<String>> rows =
        text.lines().filter(line -> line.matches("\\| \\d.*")).map(Markdown::cells).toList();
    List<String> shapes = List.of("3x5x2", "3x5x131", "1x5x7", "4x5x7", "3x6x7");
    assertThat(rows).hasSize(2 * shapes.size());
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).get(0)).isEqualTo(shapes.get(i % shapes.size()));
      assertThat(Double.parseDouble(rows.get(i).get(1))).isPositive();
    }
    assertThat(text).containsSubsequence("kernels: vector", "kernels: scalar");
    assertThat(text.lines().filter(line -> line.startsWith("by "))).hasSize(6);
  }

  @Test
  void refusesWhatIsNoShape() {
    StringWriter said = new StringWriter();
    int status =
        new CommandLine(new LinearShapes())
            .setErr(new PrintWriter(said))
            .execute("--middle", "256x768");
    assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(said.toString()).contains("256x768: must be tokens x inputs x classes");
  }
}
