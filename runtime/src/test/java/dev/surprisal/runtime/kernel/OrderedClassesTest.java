package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which outputs a class has reached and passed, from any output on and wherever rows lie. */
class OrderedClassesTest {
  private static final int IGNORED = 2;

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 1", "5, 3", "1, 3", "7, 2", "70, 1"})
  void areThoseUpToTheClass(int size, int positions) {
    int examples = 6;
    int[] classes = new Random(5).ints((long) examples * positions, -1, size + 1).toArray();
    classes[0] = Integer.MIN_VALUE; // Rows of weight 0 may hold anything.
    classes[classes.length - 1] = Integer.MAX_VALUE;
    int outputs = examples * size * positions;
    for (int start = 0; start < outputs; start++) {
      int length = Math.min(13, outputs - start);
      double[] passed = new double[length];
      double[] reached = new double[length];
      double[] counted = new double[length];
      OrderedClasses.passed(classes, size, positions, start, length, passed);
      OrderedClasses.reached(classes, size, positions, start, length, reached);
      OrderedClasses.reached(classes, IGNORED, size, positions, start, length, counted);
      for (int i = 0; i < length; i++) {
        int at = start + i;
        int k = at / positions % size;
        int y = classes[at / (size * positions) * positions + at % positions];
        assertThat(passed[i]).isEqualTo(y > k ? 1 : 0);
        assertThat(reached[i]).isEqualTo(y >= k ? 1 : 0);
        assertThat(counted[i]).isEqualTo(y >= k && y != IGNORED ? 1 : 0);
      }
    }
  }
}
