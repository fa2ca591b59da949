package good;

import static java.util.Arrays.fill;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import java.io.Serializable;
import java.lang.IllegalArgumentException;
import java.lang.Object;
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
 * <p>In micro-batches, add up the {@link #denominators} of all of them, and give the sum to {@code
 * valuesAndGradients} with each: their gradients are then parts of those of the whole batch. One
 * denominator for all heads does that only where they all count the same, and is refused
 * otherwise.
 *
 * <p>Gradients are written to the arrays that the accessors of the record return: an accessor that
 * returns a copy would lose them.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class ScanLoss implements LossFunction<Scan, ScanLoss.Targets> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

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
  public LossValue surprisal(Scan outputs, Targets targets) {
    return surprisals(outputs, targets).sumOfMeans();
  }

  @Override
  public LossValue forwardBackward(Scan outputs, Targets targets, Scan gradients) {
    return valuesAndGradients(outputs, targets, gradients).weightedTotal();
  }

  @Override
  public LossValue forwardBackward(Scan outputs, Targets targets, Scan gradients,
      double denominator) {
    Denominators own = denominators(targets);
    Arguments.oneDenominator(denominator, own, own.malignant() == own.diameter());
    Denominators same = new Denominators(denominator, denominator);
    return valuesAndGradients(outputs, targets, gradients, same).weightedTotal();
  }

  @Override
  public void perExample(Scan outputs, Targets targets, double[] losses) {
    check(outputs, targets);
    Arguments.length("losses", losses,
        malignantLoss.check(outputs.malignant(), targets.malignant()));
    Arguments.length("losses", losses, diameterLoss.check(outputs.diameter(), targets.diameter()));
    Overlaps.apart("losses", losses, outputs.malignant(), targets.malignant());
    Overlaps.apart("losses", losses, outputs.diameter(), targets.diameter().targets(),
        targets.diameter().weights());
    fill(losses, 0);
    malignantLoss.addPerExample(outputs.malignant(), targets.malignant(), losses, 1.0);
    diameterLoss.addPerExample(outputs.diameter(), targets.diameter(), losses, 0.5);
  }

  /**
   * What the gradients of each head are divided by, as its reduction says, of these targets.
   */
  public Denominators denominators(Targets targets) {
    check(targets);
    return new Denominators(
        malignantLoss.divisor(targets.malignant()),
        diameterLoss.divisor(targets.diameter()));
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
   * The surprisal of each head by itself.
   */
  public Values surprisals(Scan outputs, Targets targets) {
    check(outputs, targets);
    return new Values(
        malignantLoss.surprisal(outputs.malignant(), targets.malignant()),
        diameterLoss.surprisal(outputs.diameter(), targets.diameter()));
  }

  /**
   * The loss of each head by itself, and the gradient of the weighted total.
   */
  public Values valuesAndGradients(Scan outputs, Targets targets, Scan gradients) {
    return valuesAndGradients(outputs, targets, gradients, denominators(targets));
  }

  /**
   * The same for a part of a batch: the gradients of each head are divided by a number that the
   * caller knows, so that those of all parts add up to those of the batch.
   *
   * @param outputs the outputs of each head
   * @param targets the targets of each head
   * @param gradients written: the gradients of each head
   * @param denominators those of all parts, added up; in 1e-30..1e30, or 0 where nothing counts
   * @return the loss of each head, which the denominators do not touch
   */
  public Values valuesAndGradients(Scan outputs, Targets targets, Scan gradients,
      Denominators denominators) {
    check(outputs, targets, gradients);
    check(targets, denominators);
    return new Values(
        malignantLoss.valueAndGradients(outputs.malignant(), targets.malignant(),
            gradients.malignant(), Arguments.inverse(denominators.malignant())),
        diameterLoss.valueAndGradients(outputs.diameter(), targets.diameter(), gradients.diameter(),
            0.5 * Arguments.inverse(denominators.diameter())));
  }

  /**
   * Checks the targets of all heads; an error names the head.
   */
  private void check(Targets targets) {
    String head = "malignant";
    try {
      malignantLoss.checkTargets(targets.malignant());
      head = "diameter";
      diameterLoss.checkTargets(targets.diameter());
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(head + ": " + refused.getMessage(), refused);
    }
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
      head = "diameter";
      diameterLoss.check(outputs.diameter(), targets.diameter(), gradients.diameter());
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(head + ": " + refused.getMessage(), refused);
    }
    Overlaps.apart(
        new String[] {"malignant", "diameter"},
        new Object[] {gradients.malignant(), gradients.diameter()},
        new Object[][] {
            {outputs.malignant(), targets.malignant()},
            {outputs.diameter(), targets.diameter().targets(), targets.diameter().weights()}});
  }

  /**
   * Checks the denominators of all heads, of targets that have been checked.
   */
  private void check(Targets targets, Denominators denominators) {
    String head = "malignant";
    try {
      Arguments.denominator(denominators.malignant(), malignantLoss.divisor(targets.malignant()));
      head = "diameter";
      Arguments.denominator(denominators.diameter(), diameterLoss.divisor(targets.diameter()));
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
  public record Targets(float[] malignant, Weighted<double[]> diameter) implements Serializable {
  }

  /**
   * The loss of each head by itself, without its factor.
   *
   * @param malignant the loss of {@code malignant}
   * @param diameter the loss of {@code diameter}
   */
  public record Values(LossValue malignant, LossValue diameter) implements Serializable {
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
      return new LossValue(mean * weight, weight, "several heads");
    }

    /**
     * The sum of the means, whatever the factors, as a mean.
     */
    public LossValue sumOfMeans() {
      double weight = malignant().weight();
      if (diameter().weight() > weight) {
        weight = diameter().weight();
      }
      double mean =
          malignant().mean()
          + diameter().mean();
      return new LossValue(mean * weight, weight);
    }
  }

  /**
   * What the gradients of each head are divided by: those of a batch, from {@link #denominators},
   * or of several together.
   *
   * @param malignant the denominator of {@code malignant}
   * @param diameter the denominator of {@code diameter}
   */
  public record Denominators(double malignant, double diameter) implements Serializable {
    /**
     * The denominators of no batch, to begin a sum with.
     */
    public static final Denominators ZERO = new Denominators(0, 0);

    /**
     * Those of both batches together.
     */
    public Denominators plus(Denominators other) {
      return new Denominators(
          malignant() + other.malignant(),
          diameter() + other.diameter());
    }
  }
}
