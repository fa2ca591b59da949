package dev.surprisal.samples.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Targets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas that are typed: what is compiled, and what is not. */
class FormulasTest {
  private static final Compiled NOTHING =
      new Compiled(new Compiled.Report("", List.of("error: nothing"), ""), Optional.empty());

  private static FormulaHead head(String nll) {
    return new FormulaHead(nll, List.of("z"), List.of(), Targets.REALS);
  }

  private static List<String> diagnostics(FormulaHead head) {
    return FormulaCompiler.compiled(head).report().diagnostics();
  }

  @Test
  void areCompiledAndAsked() {
    FormulaHead head =
        new FormulaHead(
            "s + (y - m) * exp(-s) + 2 * softplus((m - y) * exp(-s))",
            List.of("m", "s"),
            List.of("m", "exp(s)"),
            Targets.REALS);
    Formulas formulas = new Formulas();
    assertThat(formulas.compiled(head).diagnostics()).isEmpty();
    assertThat(formulas.compiled(head).source())
        .contains("public final class TypedLoss implements NewtonLoss<double[], double[]>")
        .contains(" *   gradient ");
    Value value = formulas.value(head, new Example(new double[] {1, 0.5}, new double[] {3}));
    double u = -2 * Math.exp(-0.5);
    assertThat(value.reading().nats())
        .isCloseTo(0.5 - u + 2 * Math.log1p(Math.exp(u)), within(1e-12));
    double share = 1 / (1 + Math.exp(-u));
    assertThat(value.reading().gradients())
        .containsExactly(
            new double[] {(2 * share - 1) * Math.exp(-0.5), 1 + u - 2 * share * u}, within(1e-12));
    assertThat(value.reading().predictions())
        .containsExactly(new double[] {1, Math.exp(0.5)}, within(1e-12));
  }

  @Test
  void thatAreWrongAreShownWithTheirPlace() {
    Compiled.Report report = FormulaCompiler.compiled(head("sofplus(z) - y * z")).report();
    assertThat(report.source()).isEmpty();
    assertThat(report.diagnostics())
        .singleElement()
        .satisfies(text -> {
          assertThat(text)
              .startsWith("error: [formula-name] nll: there is no function sofplus; did you mean");
          List<String> lines = text.lines().toList();
          assertThat(lines.get(2).indexOf('^')).isEqualTo(lines.get(1).indexOf("sofplus(z)"));
        });
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Formulas()
                .value(head("sofplus(z) - y * z"), new Example(new double[] {1}, new double[] {1})))
        .withMessageStartingWith("error: [formula-name]");
  }

  @Test
  void warningsAreShownBesideTheClass() {
    Compiled.Report report = FormulaCompiler.compiled(head("abs(z - y)")).report();
    assertThat(report.diagnostics()).singleElement().asString().contains("[formula-kink]");
    assertThat(report.source()).contains("class TypedLoss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\\",
        "z\\",
        "\") interface Other {} //",
        "\\u0022) interface Other {} //",
        "\\\\u0022) interface Other {} //",
        "\\\\\\u0022) interface Other {} //",
        "*/ z /*",
        "\" + System.exit(1) + \"",
        "${z}",
        "%s",
        ""
      })
  void areNothingButTheContentsOfALiteral(String typed) {
    assertThat(diagnostics(head(typed)))
        .isNotEmpty()
        .allMatch(text -> text.startsWith("error: [formula-"));
    assertThat(diagnostics(new FormulaHead("(z - y)^2", List.of(typed), List.of(), Targets.REALS)))
        .isNotEmpty()
        .allMatch(text -> text.startsWith("error: [formula-"));
    assertThat(
            diagnostics(new FormulaHead("(z - y)^2", List.of("z"), List.of(typed), Targets.REALS)))
        .isNotEmpty()
        .allMatch(text -> text.startsWith("error: [formula-"));
  }

  @Test
  void areNothingElseWhateverIsTyped() {
    Random random = new Random(1);
    String characters = "\"\\\\u002;/*(){}'n";
    for (int trial = 0; trial < 60; trial++) {
      String typed =
          IntStream.range(0, 1 + random.nextInt(12))
              .mapToObj(i -> characters.charAt(random.nextInt(characters.length())))
              .map(String::valueOf)
              .collect(Collectors.joining());
      assertThat(diagnostics(head(typed)))
          .as(typed)
          .isNotEmpty()
          .allMatch(text -> text.startsWith("error: [formula-"));
    }
  }

  @Test
  void thatCannotBeAreRefusedBeforeTheyAreCompiled() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> head("z\n- y"))
        .withMessage("nll: character 1 is U+000A, must be one of ASCII");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> head("z \u2212 y"))
        .withMessage("nll: character 2 is U+2212, must be one of ASCII");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> head("z".repeat(401)))
        .withMessage("nll: must not be longer than 400");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> head("logSumExp (z) - z"))
        .withMessage("nll: must be the loss of one value, without sum, logSumExp and [y]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new FormulaHead("z", List.of("a", "b", "c", "d"), List.of(), Targets.REALS))
        .withMessageStartingWith("outputs: there must be 1..3");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            LossEndpoint.formula(
                """
                {"nll": "z", "outputs": ["z"], "means": [], "targets": "ALL"}\
                """))
        .withMessageStartingWith("targets = ALL: must be one of [REALS, COUNTS,");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            LossEndpoint.formula(
                """
                {"nll": "z", "outputs": [1], "means": [], "targets": "REALS"}\
                """))
        .withMessage("outputs[0] = 1: must be a text");
  }

  @Test
  void areNotWaitedForWithoutEnd() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Formulas formulas =
        new Formulas(
            head -> {
              if (head.nll().equals("slow")) {
                awaitUninterruptibly(end);
                ended.countDown();
              }
              return NOTHING;
            },
            50);
    for (String waiting : List.of("slow", "z", "z + 1", "z + 2", "z + 3")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> formulas.compiled(head(waiting)))
          .withMessageContaining("given up after 50 ms");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> formulas.compiled(head("z + 4")))
        .withMessage("nll: too many formulas are being compiled");
    end.countDown();
    ended.await();
    assertThat(compiledInTheEnd(formulas, "z")).isEqualTo(NOTHING.report());
  }

  /** A thread that has just answered may not be free yet. */
  private static Compiled.Report compiledInTheEnd(Formulas formulas, String nll) {
    while (true) {
      try {
        return formulas.compiled(head(nll));
      } catch (IllegalArgumentException stillBusy) {
        Thread.onSpinWait();
      }
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean isOpen = false;
    while (!isOpen) {
      try {
        latch.await();
        isOpen = true;
      } catch (InterruptedException goOn) {
        isOpen = false;
      }
    }
  }

  @Test
  void areCompiledOnceAndNotAllRemembered() {
    AtomicInteger count = new AtomicInteger();
    Formulas formulas =
        new Formulas(
            head -> {
              count.incrementAndGet();
              return NOTHING;
            },
            10_000);
    formulas.compiled(head("z"));
    formulas.compiled(head("z"));
    assertThat(count).hasValue(1);
    for (int other = 0; other < 16; other++) {
      formulas.compiled(head("z + " + other));
    }
    formulas.compiled(head("z"));
    assertThat(count).hasValue(18);
  }
}
