package dev.surprisal.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartsTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "0.001,0.001",
        "0.2,0.2",
        "0.30000000000000004, ",
        "5,5",
        "9, ",
        "50,50",
        "1000,1000"
      })
  void labelsOneTwoAndFive(double tick, String label) {
    assertThat(Charts.tickLabel(tick)).isEqualTo(label);
  }
}
