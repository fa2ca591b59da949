package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surprisal.annotation.Layout;
import java.lang.reflect.Constructor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Class weights that are so far apart that smoothing would turn the answer round. */
class SmoothedWeightsTest {
  private static final double[] FAR_APART = {0.01, 0.99, 0.99, 0.99, 0.99};

  static List<Declared> weighted() {
    return CrossProduct.sound().stream()
        .filter(declared -> declared.options().classWeights())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("weighted")
  void areRefusedWhereThereIsSmoothing(Declared declared) throws ReflectiveOperationException {
    Constructor<?> constructor = CrossProduct.lossOf(declared).getConstructors()[0];
    Object[] arguments =
        declared.options().layout() == Layout.CLASSES_FIRST
            ? new Object[] {2, FAR_APART}
            : new Object[] {FAR_APART};

    if (declared.options().isSmoothed()) {
      assertThatThrownBy(() -> constructor.newInstance(arguments))
          .rootCause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "classWeights[0] = 0.01: with labelSmoothing = 0.1, rows of class 0 would teach that"
                  + " it has the probability 0.104 and class 1, of weight 0.99, 0.224. Make the"
                  + " weight at least 0.0216, or labelSmoothing at most 0.0485");
    } else {
      assertThat(constructor.newInstance(arguments)).isNotNull();
    }
  }

  @Test
  void areRefusedByALinearHead() throws ReflectiveOperationException {
    Constructor<?> constructor =
        CompositeTest.compile(
                "@Loss(distribution = CATEGORICAL, activation = SOFTMAX, labelSmoothing = 0.1,"
                    + " classWeights = true) @Linear(inputs = 2) public class Token {}")
            .loadClass("whole.TokenLoss")
            .getConstructors()[0];

    assertThatThrownBy(() -> constructor.newInstance(FAR_APART))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("classWeights[0] = 0.01: with labelSmoothing = 0.1");
  }
}
