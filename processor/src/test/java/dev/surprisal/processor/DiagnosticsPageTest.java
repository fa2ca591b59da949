package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.processor.validation.Finding;
import dev.surprisal.processor.validation.HeadProblem;
import dev.surprisal.processor.validation.Problem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of all problems is written from their catalogue and from what the compiler says. */
class DiagnosticsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "diagnostics.md");
  private static final List<String> MESSAGES = messages();

  private static final String INTRODUCTION =
      """
      # Diagnostics

      What Surprisal refuses or warns of, by key. Keys stay. All problems of a compilation are reported in one
      run, each at the annotation value that it comes from; the examples are what the compiler says of the
      sources in `processor/src/test/resources/bad`. This page is generated from the catalogue of problems
      (`mvn test -pl processor -am -Dgolden.refresh=true`), and a test holds it to that.

      """;

  @Test
  void isWhatTheCatalogueSays() {
    String page =
        INTRODUCTION
            + Problem.all().stream()
                .map(DiagnosticsPageTest::section)
                .collect(Collectors.joining("\n"));
    assertThat(Compiling.golden(PAGE, page)).isEqualTo(page);
  }

  private static String section(Problem problem) {
    String severity =
        switch (problem.severity()) {
          case ERROR -> "An error: nothing is generated for the head.";
          case WARNING ->
              "A warning, which `@SuppressWarnings(\""
                  + problem.key()
                  + "\")` on the head or"
                  + " around it keeps quiet.";
        };
    return "## `" + problem.key() + "`\n\n" + severity + "\n\n```\n" + example(problem) + "\n```\n";
  }

  /** The first message with its key; of what no source can cause, its template. */
  private static String example(Problem problem) {
    String second = problem == HeadProblem.CRASH ? "the exception" : "HeadLoss";
    String third = problem == HeadProblem.CRASH ? "its stack trace" : "the exception";
    return MESSAGES.stream()
        .filter(message -> message.contains("[" + problem.key() + "]"))
        .findFirst()
        .orElseGet(() -> Finding.message(problem, "Head", second, third));
  }

  private static List<String> messages() {
    return Compiling.sourcesIn("bad").stream()
        .map(RefusalTest::messages)
        .flatMap(messages -> Arrays.stream(messages.split("\n(?=\\w)")))
        .map(String::strip)
        .toList();
  }
}
