package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is decided of a loss class before it is written.
 *
 * @param packageName its package; empty for the unnamed one
 * @param className its simple name
 * @param isPublic whether it is public
 * @param isPart whether it is part of a composite loss, which calls it
 * @param head the head that it is the loss of
 * @param distribution the name of its distribution
 * @param reals the arrays that it works on
 * @param width the number of outputs per example
 * @param linear the layer that emits the outputs, where it belongs to the head
 * @param divisor what gradients are divided by
 * @param rowWeights how much rows count
 * @param isStrided whether the classes, labels or values of a row do not lie side by side
 * @param constants the numbers that its options say
 * @param outputCheck the outputs that are refused, if any
 * @param constructor what the constructor is given
 * @param targets what targets are
 * @param wording the names of its arguments
 * @param formula the mathematics for its Javadoc
 * @param algorithm the bodies of its methods
 * @param surprisal how the surprisal is had
 * @param shapedBy why the loss is none; empty where it is one
 */
public record LossPlan(
    String packageName,
    String className,
    boolean isPublic,
    boolean isPart,
    HeadName head,
    String distribution,
    Reals reals,
    Width width,
    Optional<LinearPlan> linear,
    Divisor divisor,
    RowWeights rowWeights,
    boolean isStrided,
    List<Parameter> constants,
    Optional<OutputCheck> outputCheck,
    ConstructorPlan constructor,
    TargetKind targets,
    Wording wording,
    Formula formula,
    Algorithm algorithm,
    Surprisal surprisal,
    String shapedBy) {

  /** The plan of another sum over the same rows, which no method but that of the sum has. */
  public LossPlan of(Body sum, RowWeights weights) {
    return new LossPlan(
        packageName,
        className,
        isPublic,
        isPart,
        head,
        distribution,
        reals,
        width,
        linear,
        divisor,
        weights,
        isStrided,
        constants,
        outputCheck,
        constructor,
        targets,
        wording,
        formula,
        new Algorithm(sum, sum, sum, sum, sum, Optional.empty()),
        new Surprisal.Loss(),
        "");
  }

  /** The same whose surprisal is had so. */
  public LossPlan with(Surprisal ofTargets, String reasons) {
    return new LossPlan(
        packageName,
        className,
        isPublic,
        isPart,
        head,
        distribution,
        reals,
        width,
        linear,
        divisor,
        rowWeights,
        isStrided,
        constants,
        outputCheck,
        constructor,
        targets,
        wording,
        formula,
        algorithm,
        ofTargets,
        reasons);
  }

  /** Whether targets come with whether each was outlived. */
  public boolean isCensored() {
    return targets == TargetKind.CENSORED;
  }

  /** Whether targets are handed over together with something else, from which they are taken. */
  public boolean takesTargetsApart() {
    return isCensored() || rowWeights.ofExamples();
  }

  /**
   * Whether sums go from value to value in the order of the array, where the values of a row do not
   * lie side by side but each stands by itself.
   */
  public boolean goesByValue() {
    return isStrided && !targets.isOfClasses() && !goesByBlocksOfRows() && !width.isOne();
  }

  /** Whether sums go over rows, several of which share blocks. */
  public boolean goesByBlocksOfRows() {
    Body loss = algorithm.loss();
    return loss instanceof Body.Softmax
        || loss instanceof Body.ByLength rows && rows.rows() instanceof Body.Softmax
        || loss instanceof Body.Blocks blocks && blocks.program().isOfRows();
  }

  /** Whether what sums go over are single values, with no size to multiply a row by. */
  public boolean isFlat() {
    return width.isOne() || goesByValue();
  }
}
