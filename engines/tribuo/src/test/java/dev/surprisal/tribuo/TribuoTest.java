package dev.surprisal.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.oracle.labs.mlrg.olcut.util.Pair;
import dev.surprisal.samples.common.Digits;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.LabelObjective;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Models of Tribuo, trained through a generated loss. */
class TribuoTest {
  private static MutableDataset<Label> digits;

  @BeforeAll
  static void read() {
    Digits all = Digits.read();
    String[] pixels =
        IntStream.range(0, Digits.PIXELS).mapToObj(i -> "pixel" + i).toArray(String[]::new);
    LabelFactory labels = new LabelFactory();
    digits = new MutableDataset<>(new SimpleDataSourceProvenance("digits", labels), labels);
    for (int row = 0; row < all.count(); row++) {
      double[] values = new double[Digits.PIXELS];
      for (int i = 0; i < values.length; i++) {
        values[i] = all.pixels()[row * Digits.PIXELS + i];
      }
      digits.add(new ArrayExample<>(new Label(String.valueOf(all.labels()[row])), pixels, values));
    }
  }

  @Test
  void anExampleHasTheLossAndGradientOfTribuo() {
    double[] scores = {0.5, -1, 3, 0, 2, 1, -2, 0.25, -0.5, 1.5};
    Pair<Double, SGDVector> expected =
        new LogMulticlass().lossAndGradient(4, DenseVector.createDenseVector(scores.clone()));
    Pair<Double, SGDVector> actual =
        new GeneratedObjective(new HeadsDigitLoss())
            .lossAndGradient(4, DenseVector.createDenseVector(scores.clone()));
    assertThat(actual.getA()).isCloseTo(expected.getA(), within(1e-14));
    for (int k = 0; k < scores.length; k++) {
      assertThat(actual.getB().get(k)).isCloseTo(expected.getB().get(k), within(1e-15));
    }
  }

  @Test
  void aModelLearnsTheSameWeights() {
    double[] actual = weights(model(new GeneratedObjective(new HeadsDigitLoss())));
    assertThat(actual).containsExactly(weights(model(new LogMulticlass())), within(1e-9));
  }

  /** Tribuo has no smoothing: a smoothed model is less sure, and as often right. */
  @Test
  void aModelLearnsFromALossThatTribuoLacks() {
    LinearSGDModel sure = model(new GeneratedObjective(new HeadsDigitLoss()));
    LinearSGDModel smooth = model(new GeneratedObjective(new HeadsSmoothDigitLoss()));
    assertThat(right(smooth)).isCloseTo(right(sure), within(0.02)).isGreaterThan(0.95);
    assertThat(meanLargestProbability(smooth)).isLessThan(meanLargestProbability(sure) - 0.05);
  }

  private static LinearSGDModel model(LabelObjective objective) {
    return new LinearSGDTrainer(objective, new AdaGrad(0.1), 10, -1, 1, 1).train(digits);
  }

  private static double[] weights(LinearSGDModel model) {
    DenseMatrix weights = model.getWeightsCopy();
    return IntStream.range(0, weights.getDimension1Size())
        .mapToObj(weights::getRow)
        .flatMapToDouble(row -> Arrays.stream(row.toArray()))
        .toArray();
  }

  private static double right(LinearSGDModel model) {
    return digits.getData().stream()
        .collect(
            Collectors.averagingDouble(digit ->
                model.predict(digit).getOutput().getLabel().equals(digit.getOutput().getLabel())
                    ? 1
                    : 0));
  }

  private static double meanLargestProbability(LinearSGDModel model) {
    return digits.getData().stream()
        .collect(Collectors.averagingDouble(digit -> model.predict(digit).getOutput().getScore()));
  }
}
