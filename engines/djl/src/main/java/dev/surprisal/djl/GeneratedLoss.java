package dev.surprisal.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A generated loss as a loss of DJL: of the same value, and of the same gradient.
 *
 * <p>Predictions are one array of raw outputs, before any activation, FLOAT32 where the head's
 * precision is FLOAT and FLOAT64 where it is DOUBLE. Its last dimension is the head's outputs per
 * example; where classes come first, its last dimensions are these and the positions. Labels are
 * one array of any type of number, with as many elements as the head has targets, whatever its
 * shape: [n] or [n, 1] for a class each. Where the head takes weights, a second array of labels has
 * one for each example; without it, each counts once.
 *
 * <p>An array may be on any device; the loss is computed on the CPU. What does not fit gives an
 * {@link IllegalArgumentException}.
 *
 * <p>Accumulators hold the mean loss in nats over all that was counted, whatever the head's
 * reduction and however it was divided into batches; NaN where nothing was.
 *
 * <p>Several threads may evaluate at a time.
 */
public final class GeneratedLoss extends Loss {
  private final Head<?, ?> head;
  private final Map<String, LossValue> totals = new ConcurrentHashMap<>();
  private volatile @Nullable Evaluated last;

  /**
   * A loss under the name of its class.
   *
   * @param loss a generated loss
   */
  public GeneratedLoss(ArrayLossFunction<?, ?> loss) {
    this(loss.getClass().getSimpleName(), loss);
  }

  /**
   * A loss.
   *
   * @param name under which it is shown
   * @param loss a generated loss
   */
  public GeneratedLoss(String name, ArrayLossFunction<?, ?> loss) {
    super(name);
    head = new Head<>(loss);
  }

  /**
   * The loss of a batch, divided by what the head's reduction says, from which a gradient collector
   * takes its gradient.
   *
   * @param labels targets, and weights where the head takes them
   * @param predictions raw outputs
   * @return a scalar of the type of the predictions, attached to their manager
   */
  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    Head.Evaluation evaluation = head.evaluate(labels, predictions.singletonOrThrow());
    last = new Evaluated(identities(labels, predictions), evaluation.value());
    return evaluation.scalar();
  }

  @Override
  public void addAccumulator(String key) {
    resetAccumulator(key);
  }

  @Override
  public void resetAccumulator(String key) {
    totals.put(key, LossValue.ZERO);
  }

  /**
   * Adds the loss of a batch to accumulators. That of the arrays which were evaluated last is known
   * already; they must not have been changed since.
   *
   * @param keys of the accumulators
   * @param labels targets, and weights where the head takes them
   * @param predictions raw outputs
   */
  @Override
  public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {
    Evaluated evaluated = last;
    LossValue value =
        evaluated != null && evaluated.arrays().equals(identities(labels, predictions))
            ? evaluated.value()
            : head.value(labels, predictions.singletonOrThrow());
    for (String key : keys) {
      totals.merge(key, value, LossValue::plus);
    }
  }

  @Override
  public float getAccumulator(String key) {
    LossValue total = totals.get(key);
    if (total == null) {
      throw new IllegalArgumentException("key = " + key + ": there is no such accumulator");
    }
    return total.weight() == 0 ? Float.NaN : (float) total.mean();
  }

  /** The value of a batch, which is known by its arrays without keeping them from being closed. */
  private record Evaluated(List<String> arrays, LossValue value) {}

  private static List<String> identities(NDList labels, NDList predictions) {
    return Stream.concat(predictions.stream(), labels.stream()).map(NDArray::getUid).toList();
  }
}
