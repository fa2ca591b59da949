package good;

import static java.util.Arrays.fill;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import java.lang.IllegalArgumentException;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of all heads of {@link Scan} together, in nats: the sum of the losses of its heads,
 * each reduced as the head says and times its factor.
 *
 * <ul>
 * <li>{@code malignant}, as {@link ScanMalignantLoss} has it, times 1.0
 * <li>{@code diameter}, as {@link ScanDiameterLoss} has it, times 0.5
 * </ul>
 *
 * <p>The gradient of each head is that of its own loss times its factor. All arguments of all
 * heads are checked before anything is written; an error names the head.
 *
 * <p>Heads may differ in the number of their rows, but for {@link #perExample}, which adds the
 * losses of an example in all heads, each times its factor. The total has the weight of the head
 * that has most: totals of batches in which heads leave out different rows add up approximately,
 * {@link Values} exactly.
 *
 * <p>Gradients are written to the arrays that the accessors of the record return: an accessor that
 * returns a copy would lose them.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class ScanLoss implements LossFunction<Scan, ScanLoss.Targets> {
  private final ScanMalignantLoss malignantLoss;

  private final ScanDiameterLoss diameterLoss;

  /**
   * A loss of the losses of all heads.
   *
   * @param malignantLoss the loss of the head {@code malignant}
   * @param diameterLoss the loss of the head {@code diameter}
   */
  public ScanLoss(ScanMalignantLoss malignantLoss, ScanDiameterLoss diameterLoss) {
    this.malignantLoss = Objects.requireNonNull(malignantLoss, "malignantLoss");
    this.diameterLoss = Objects.requireNonNull(diameterLoss, "diameterLoss");
  }

  /**
   * A loss without state, to be shared freely.
   */
  public ScanLoss() {
    this(new ScanMalignantLoss(), new ScanDiameterLoss());
  }

  @Override
  public ScanLoss on(Workers workers) {
    return new ScanLoss(malignantLoss.on(workers), diameterLoss.on(workers));
  }

  @Override
  public LossValue forward(Scan outputs, Targets targets) {
    return values(outputs, targets).weightedTotal();
  }

  @Override
  public LossValue forwardBackward(Scan outputs, Targets targets, Scan gradients) {
    return valuesAndGradients(outputs, targets, gradients).weightedTotal();
  }

  @Override
  public LossValue forwardBackward(Scan outputs, Targets targets, Scan gradients,
      double denominator) {
    return valuesAndGradients(outputs, targets, gradients, denominator).weightedTotal();
  }

  @Override
  public void perExample(Scan outputs, Targets targets, double[] losses) {
    check(outputs, targets);
    Arguments.length("losses", losses,
        malignantLoss.check(outputs.malignant(), targets.malignant()));
    Arguments.length("losses", losses, diameterLoss.check(outputs.diameter(), targets.diameter()));
    Arguments.apart("losses", losses, outputs.malignant(), targets.malignant());
    Arguments.apart("losses", losses, outputs.diameter(), targets.diameter().targets(),
        targets.diameter().weights());
    fill(losses, 0);
    malignantLoss.addPerExample(outputs.malignant(), targets.malignant(), losses, 1.0);
    diameterLoss.addPerExample(outputs.diameter(), targets.diameter(), losses, 0.5);
  }

  /**
   * The loss of each head by itself.
   */
  public Values values(Scan outputs, Targets targets) {
    check(outputs, targets);
    return new Values(
        malignantLoss.forward(outputs.malignant(), targets.malignant()),
        diameterLoss.forward(outputs.diameter(), targets.diameter()));
  }

  /**
   * The loss of each head by itself, and the gradient of the weighted total.
   */
  public Values valuesAndGradients(Scan outputs, Targets targets, Scan gradients) {
    check(outputs, targets, gradients);
    Arguments.denominator(diameterLoss.divisor(targets.diameter()) / 0.5,
        diameterLoss.divisor(targets.diameter()));
    return new Values(
        malignantLoss.forwardBackward(outputs.malignant(), targets.malignant(),
            gradients.malignant(), malignantLoss.divisor(targets.malignant())),
        diameterLoss.forwardBackward(outputs.diameter(), targets.diameter(), gradients.diameter(),
            diameterLoss.divisor(targets.diameter()) / 0.5));
  }

  /**
   * The same, the gradients of all heads divided by one number that the caller knows.
   */
  public Values valuesAndGradients(Scan outputs, Targets targets, Scan gradients,
      double denominator) {
    check(outputs, targets, gradients);
    Arguments.denominator(denominator, malignantLoss.divisor(targets.malignant()));
    Arguments.denominator(denominator / 0.5, diameterLoss.divisor(targets.diameter()));
    return new Values(
        malignantLoss.forwardBackward(outputs.malignant(), targets.malignant(),
            gradients.malignant(), denominator),
        diameterLoss.forwardBackward(outputs.diameter(), targets.diameter(), gradients.diameter(),
            denominator / 0.5));
  }

  /**
   * Checks all that is read, of all heads; an error names the head.
   */
  private void check(Scan outputs, Targets targets) {
    String head = "malignant";
    try {
      malignantLoss.check(outputs.malignant(), targets.malignant());
      head = "diameter";
      diameterLoss.check(outputs.diameter(), targets.diameter());
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(head + ": " + refused.getMessage(), refused);
    }
  }

  /**
   * Checks all arguments, of all heads, before anything is written.
   */
  private void check(Scan outputs, Targets targets, Scan gradients) {
    String head = "malignant";
    try {
      malignantLoss.check(outputs.malignant(), targets.malignant(), gradients.malignant());
      Arguments.apart("gradients", gradients.malignant(), outputs.diameter(),
          targets.diameter().targets(), targets.diameter().weights(), gradients.diameter());
      head = "diameter";
      diameterLoss.check(outputs.diameter(), targets.diameter(), gradients.diameter());
      Arguments.apart("gradients", gradients.diameter(), outputs.malignant(), targets.malignant(),
          gradients.malignant());
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(head + ": " + refused.getMessage(), refused);
    }
  }

  /**
   * The targets of each head.
   *
   * @param malignant the targets of {@code malignant}
   * @param diameter the targets of {@code diameter}
   */
  public record Targets(float[] malignant, Weighted<double[]> diameter) {
  }

  /**
   * The loss of each head by itself, without its factor.
   *
   * @param malignant the loss of {@code malignant}
   * @param diameter the loss of {@code diameter}
   */
  public record Values(LossValue malignant, LossValue diameter) {
    /**
     * The values of no batch, to begin a sum with.
     */
    public static final Values ZERO = new Values(new LossValue(0, 0), new LossValue(0, 0));

    /**
     * The values of both batches together, head by head.
     */
    public Values plus(Values other) {
      return new Values(
          malignant().plus(other.malignant()),
          diameter().plus(other.diameter()));
    }

    /**
     * The sum of the losses, each reduced as its head says and times its factor, as a mean.
     */
    public LossValue weightedTotal() {
      double weight = malignant().weight();
      if (diameter().weight() > weight) {
        weight = diameter().weight();
      }
      double mean =
          malignant().mean()
          + 0.5 * diameter().mean();
      return new LossValue(mean * weight, weight);
    }
  }
}
