package dev.surprisal.linear;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Shapes whose blocks no array holds. */
class LogitTilesTest {
  @Test
  void tooManyClassesOrInputsForABlock() {
    assertThatThrownBy(() -> new LogitTiles(1, 400_000_000, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("1 inputs and 400000000 classes: ");
    assertThatThrownBy(() -> new LogitTiles(500_000_000, 2, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("500000000 inputs and 2 classes: ");
  }
}
