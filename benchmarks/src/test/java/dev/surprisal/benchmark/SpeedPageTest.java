package dev.surprisal.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README and the chart have their numbers from the tables of docs/speed.md. */
class SpeedPageTest {
  private static final Path PAGE = Path.of("..", "docs", "speed.md");
  private static final Path README = Path.of("..", "README.md");

  @Test
  void theChartHasTheNumbersOfTheTable() throws IOException {
    String page = Files.readString(PAGE);
    Times times = SpeedTable.read(page);
    assertThat(times.works()).containsExactly(Work.values());
    assertThat(times.columns()).containsExactly(Column.values());
    assertThat(page).contains(SpeedTable.times(times));
  }

  @Test
  void eachSectionSaysHowItWasMeasured() throws IOException {
    assertThat(Files.readString(PAGE).split("(?m)^## "))
        .hasSizeGreaterThan(4)
        .allSatisfy(section -> assertThat(section).containsPattern("mvn [^`]+-pl \\w+ -am"))
        .allSatisfy(section -> assertThat(section).containsPattern("Java (17|25)"));
  }

  @Test
  void theReadmeHasTheNumbersOfTheTables() throws IOException {
    String page = Files.readString(PAGE);
    String readme = Files.readString(README);
    for (Work work : Work.values()) {
      List<List<String>> inTables = rows(page, work);
      String median = inTables.get(0).get(1).split(" ")[0];
      List<String> ratios = inTables.get(1).subList(1, 4);
      assertThat(rows(readme, work))
          .containsExactly(
              List.of(work.title, median, ratios.get(0), ratios.get(1), ratios.get(2)));
    }
  }

  /** The rows of all tables that begin with a work. */
  private static List<List<String>> rows(String page, Work work) {
    return page.lines()
        .filter(line -> line.startsWith("| " + work.title + " |"))
        .map(Markdown::cells)
        .toList();
  }
}
