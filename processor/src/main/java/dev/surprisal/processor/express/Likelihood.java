package dev.surprisal.processor.express;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a head says of its targets.
 *
 * @param outputs the outputs of each value, in the order in which a row has them: all of the first,
 *     then all of the second
 * @param nll &minus;log of the probability, or density, of a target under the outputs
 * @param constants what nll leaves out of it, since it does not depend on outputs; empty where that
 *     has no closed form
 * @param means what the activation makes of each output
 * @param gradients derivatives of it by some outputs, in forms that keep digits which the derived
 *     ones would lose
 * @param curvatures second derivatives by some outputs, likewise
 * @param information what steps divide by for each output, Fisher's information or what bounds the
 *     curvature; empty where they divide by the curvature
 * @param even the target that says nothing, if there is one
 * @param shown what formulas show in the place of some expressions
 * @param words what Javadoc says beside the formulas
 */
public record Likelihood(
    List<Symbol> outputs,
    Expr nll,
    Optional<Expr> constants,
    List<Expr> means,
    Map<Symbol, Expr> gradients,
    Map<Symbol, Expr> curvatures,
    List<Expr> information,
    Optional<Expr> even,
    Map<Expr, Expr> shown,
    Words words) {

  /**
   * What Javadoc says beside the formulas.
   *
   * @param subject completes "the surprisal, in nats, of ..."
   * @param symbols completes "For ...", naming the letters of the formulas
   * @param extremes what outputs that are not finite give
   */
  public record Words(String subject, String symbols, String extremes) {}

  /** One that has no target that says nothing, and whose formulas are shown as they are. */
  public static Likelihood of(List<Symbol> outputs, Expr nll, List<Expr> means, Words words) {
    return new Likelihood(
        outputs,
        nll,
        Optional.of(Expr.ZERO),
        means,
        Map.of(),
        Map.of(),
        List.of(),
        Optional.empty(),
        Map.of(),
        words);
  }

  /** The same with a target that says nothing. */
  public Likelihood withEven(Expr target) {
    return new Likelihood(
        outputs,
        nll,
        constants,
        means,
        gradients,
        curvatures,
        information,
        Optional.of(target),
        shown,
        words);
  }

  /** The same with what nll leaves out, if that has a closed form. */
  public Likelihood withConstants(Optional<Expr> leftOut) {
    return new Likelihood(
        outputs, nll, leftOut, means, gradients, curvatures, information, even, shown, words);
  }

  /** The same with what nll leaves out. */
  public Likelihood withConstants(Expr leftOut) {
    return withConstants(Optional.of(leftOut));
  }

  /** The same with the derivative by an output in a form that keeps its digits. */
  public Likelihood withGradient(Symbol output, Expr form) {
    Map<Symbol, Expr> forms = new LinkedHashMap<>(gradients);
    forms.put(output, form);
    return new Likelihood(
        outputs, nll, constants, means, forms, curvatures, information, even, shown, words);
  }

  /** The same with the second derivative by an output in a form that keeps its digits. */
  public Likelihood withCurvature(Symbol output, Expr form) {
    Map<Symbol, Expr> forms = new LinkedHashMap<>(curvatures);
    forms.put(output, form);
    return new Likelihood(
        outputs, nll, constants, means, gradients, forms, information, even, shown, words);
  }

  /** The same with what steps divide by. */
  public Likelihood withInformation(List<Expr> ofOutputs) {
    return new Likelihood(
        outputs, nll, constants, means, gradients, curvatures, ofOutputs, even, shown, words);
  }

  /** The same with expressions that formulas show in the place of others. */
  public Likelihood showing(Map<Expr, Expr> others) {
    return new Likelihood(
        outputs, nll, constants, means, gradients, curvatures, information, even, others, words);
  }

  /** The same with another expression in the place of one. */
  public Likelihood replace(Expr one, Expr other) {
    return map(expr -> expr.replace(one, other));
  }

  /** The same of other expressions. */
  public Likelihood map(UnaryOperator<Expr> change) {
    return new Likelihood(
        outputs,
        change.apply(nll),
        constants.map(change),
        means.stream().map(change).toList(),
        mapped(gradients, change),
        mapped(curvatures, change),
        information.stream().map(change).toList(),
        even,
        shownOf(shown, change),
        words);
  }

  /** The same, multiplied by what does not depend on outputs; constants are not. */
  public Likelihood times(Expr factor) {
    return new Likelihood(
        outputs,
        nll.times(factor),
        constants,
        means,
        mapped(gradients, form -> form.times(factor)),
        mapped(curvatures, form -> form.times(factor)),
        information.stream().map(expected -> expected.times(factor)).toList(),
        even,
        shown,
        words);
  }

  private static Map<Symbol, Expr> mapped(Map<Symbol, Expr> forms, UnaryOperator<Expr> change) {
    return forms.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, form -> change.apply(form.getValue())));
  }

  private static Map<Expr, Expr> shownOf(Map<Expr, Expr> shown, UnaryOperator<Expr> change) {
    return shown.entrySet().stream()
        .collect(Collectors.toMap(of -> change.apply(of.getKey()), Map.Entry::getValue));
  }

  /** The same of another loss. */
  public Likelihood withNll(Expr other) {
    return new Likelihood(
        outputs, other, constants, means, gradients, curvatures, information, even, shown, words);
  }

  /** The same of other outputs. */
  public Likelihood withOutputs(
      List<Symbol> others, List<Expr> theirMeans, List<Expr> theirInformation) {
    return new Likelihood(
        others,
        nll,
        constants,
        theirMeans,
        gradients,
        curvatures,
        theirInformation,
        even,
        shown,
        words);
  }

  /** The same in other words. */
  public Likelihood in(Words others) {
    return new Likelihood(
        outputs, nll, constants, means, gradients, curvatures, information, even, shown, others);
  }
}
