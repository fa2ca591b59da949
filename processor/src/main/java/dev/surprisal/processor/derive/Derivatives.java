package dev.surprisal.processor.derive;

import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A loss and its derivatives by the outputs that it is of, each in the form that is evaluated.
 *
 * @param loss the loss of one value
 * @param gradients the first derivative by each output
 * @param curvatures the second derivative by each output
 */
public record Derivatives(Expr loss, List<Expr> gradients, List<Expr> curvatures) {

  /**
   * Derives a loss; what does not depend on the outputs is left out of it.
   *
   * @param gradientsStated derivatives by some outputs that were stated, in forms that keep their
   *     digits
   * @param curvaturesStated second derivatives, likewise
   */
  public static Derivatives of(
      Expr loss,
      List<Symbol> outputs,
      Map<Symbol, Expr> gradientsStated,
      Map<Symbol, Expr> curvaturesStated) {
    Expr plain = Forms.writtenOut(withoutConstants(loss, outputs));
    List<Expr> gradients =
        outputs.stream().map(output -> derivative(plain, output, gradientsStated)).toList();
    List<Expr> curvatures =
        IntStream.range(0, outputs.size())
            .mapToObj(i -> derivative(gradients.get(i), outputs.get(i), curvaturesStated))
            .toList();
    Derivatives derived = new Derivatives(plain, gradients, curvatures);
    return plain.has(Rows::isTied) ? DistinctLetters.of(derived) : derived;
  }

  private static Expr derivative(Expr expr, Symbol output, Map<Symbol, Expr> stated) {
    return stated.containsKey(output)
        ? Forms.writtenOut(stated.get(output))
        : Derivative.of(expr, output);
  }

  /** The same of the loss without a factor that does not depend on outputs. */
  public Derivatives without(Expr factor) {
    return map(expr -> expr.over(factor));
  }

  /** The same of other expressions. */
  public Derivatives map(UnaryOperator<Expr> change) {
    return new Derivatives(
        change.apply(loss),
        gradients.stream().map(change).toList(),
        curvatures.stream().map(change).toList());
  }

  /** What is multiplied as a whole is looked into. */
  private static Expr withoutConstants(Expr loss, List<Symbol> outputs) {
    Expr factor =
        Canonical.factors(loss).stream()
            .filter(part -> outputs.stream().noneMatch(part::has))
            .reduce(Expr.ONE, Expr::times);
    return Canonical.terms(loss.over(factor)).stream()
        .filter(term -> outputs.stream().anyMatch(term::has))
        .reduce(Expr.ZERO, Expr::plus)
        .times(factor);
  }
}
