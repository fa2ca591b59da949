package dev.surprisal.processor.express.algebra;

import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Choice;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Expr.Product;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Other forms of an expression that are equal to it. */
public final class Forms {
  /** Of these, people see nothing any more. */
  private static final int MOST_TERMS = 200;

  private Forms() {}

  /** What is common to all terms of a sum, times the sum of the rest; so in all parts of it. */
  public static Expr factored(Expr expr) {
    return new Once(Forms::factored).apply(expr);
  }

  private static Expr factored(Expr expr, UnaryOperator<Expr> inside) {
    Expr inner = expr.map(inside);
    if (!(inner instanceof Sum sum)) {
      return inner;
    }
    Expr common = sum.parts().stream().reduce(Forms::common).orElseThrow();
    if (common.equals(Expr.ONE)) {
      return gathered(sum);
    }
    return common.times(
        Canonical.sum(sum.parts().stream().map(term -> term.over(common)).toList()));
  }

  /** a exp(x) - a as a expm1(x), in all parts: that keeps its digits where x is near 0. */
  public static Expr withExpm1(Expr expr) {
    return new Once(Forms::withExpm1).apply(expr);
  }

  private static Expr withExpm1(Expr expr, UnaryOperator<Expr> inside) {
    Expr inner = expr.map(inside);
    for (Expr term : Canonical.terms(inner)) {
      for (Expr factor : Canonical.factors(term)) {
        if (factor instanceof Call call && call.function() == Function.EXP) {
          Expr multiplier = term.over(factor);
          if (Canonical.terms(inner).contains(multiplier.negate())) {
            return inner
                .minus(term)
                .plus(multiplier)
                .plus(multiplier.times(Functions.expm1(call.argument())));
          }
        }
      }
    }
    return inner;
  }

  /** Terms that share a letter, as that letter times the sum of what they multiply it by. */
  private static Expr gathered(Sum sum) {
    for (Expr term : sum.parts()) {
      for (Expr letter : Canonical.factors(term)) {
        Predicate<Expr> hasLetter = other -> Canonical.factors(other).contains(letter);
        if (letter instanceof Definition && sum.parts().stream().filter(hasLetter).count() > 1) {
          Expr multiplier =
              Canonical.sum(
                  sum.parts().stream().filter(hasLetter).map(t -> t.over(letter)).toList());
          Expr rest = Canonical.sum(sum.parts().stream().filter(hasLetter.negate()).toList());
          return letter.times(factored(multiplier)).plus(rest);
        }
      }
    }
    return sum;
  }

  /** The factors that two terms share, and the size of their coefficients where that is one. */
  private static Expr common(Expr one, Expr other) {
    double size = Math.abs(Canonical.coefficient(one));
    boolean isOneSize = size == Math.abs(Canonical.coefficient(other));
    List<Expr> shared = new ArrayList<>();
    if (isOneSize) {
      shared.add(Expr.of(size));
    }
    List<Expr> others = new ArrayList<>(Canonical.factors(Canonical.withoutCoefficient(other)));
    for (Expr factor : Canonical.factors(Canonical.withoutCoefficient(one))) {
      if (others.remove(factor)) {
        shared.add(factor);
      }
    }
    return Canonical.product(shared);
  }

  /**
   * An expression in which a letter stands for what it means, wherever that is a factor; not in
   * what other letters mean.
   */
  public static Expr withLetter(Expr expr, Definition definition) {
    if (expr instanceof Definition) {
      return expr;
    }
    List<Expr> meaning = Canonical.factors(definition.meaning());
    Expr inner = expr.map(part -> withLetter(part, definition));
    List<Expr> rest = new ArrayList<>(Canonical.factors(inner));
    for (Expr factor : meaning) {
      if (!rest.remove(factor)) {
        return inner;
      }
    }
    rest.add(definition);
    return Canonical.product(rest);
  }

  /**
   * An expression in which letters are written out that stand for nothing but arithmetic on what is
   * given: without a function, and without the number of an option.
   */
  public static Expr writtenOut(Expr expr) {
    boolean isPlain =
        expr instanceof Definition
            && !expr.has(part -> part instanceof Call || part instanceof Parameter);
    return isPlain ? writtenOut(((Definition) expr).meaning()) : expr.map(Forms::writtenOut);
  }

  /** All products multiplied out; what has a letter or is the argument of a function is one. */
  public static Expr expanded(Expr expr) {
    if (expr instanceof Sum sum) {
      return sum.map(Forms::expanded);
    }
    if (expr instanceof Product product) {
      return product.parts().stream().map(Forms::expanded).reduce(Expr.ONE, Forms::expandedProduct);
    }
    if (isSquareOfSum(expr)) {
      Expr base = expanded(((Power) expr).base());
      return expandedProduct(base, base);
    }
    return expr;
  }

  private static Expr expandedProduct(Expr one, Expr other) {
    UnaryOperator<Expr> times =
        term ->
            Canonical.sum(
                Canonical.terms(other).stream().map(factor -> term.times(factor)).toList());
    return Canonical.sum(Canonical.terms(one).stream().map(times).toList());
  }

  /**
   * The shortest of the forms; of forms that are as short, the one that it has. One of many terms
   * is not looked at: products of sums have more than can be counted.
   */
  public static Expr shortest(Expr expr) {
    if (expr instanceof Choice) {
      return expr.map(Forms::shortest);
    }
    Stream<Expr> forms =
        termsOfExpanded(expr) > MOST_TERMS
            ? Stream.of(factored(expr))
            : Stream.of(factored(expr), factored(expanded(expr)), expanded(expr));
    return forms.reduce(expr, (one, other) -> length(other) < length(one) ? other : one);
  }

  /** How many terms it would have, like ones counted apart. */
  private static double termsOfExpanded(Expr expr) {
    if (expr instanceof Sum sum) {
      return sum.parts().stream().mapToDouble(Forms::termsOfExpanded).sum();
    }
    if (expr instanceof Product product) {
      return product.parts().stream()
          .mapToDouble(Forms::termsOfExpanded)
          .reduce(1, (a, b) -> a * b);
    }
    return isSquareOfSum(expr) ? Math.pow(termsOfExpanded(((Power) expr).base()), 2) : 1;
  }

  private static boolean isSquareOfSum(Expr expr) {
    return expr instanceof Power power && power.base() instanceof Sum && power.exponent() == 2;
  }

  private static int length(Expr expr) {
    return expr instanceof Definition ? 1 : 1 + expr.parts().stream().mapToInt(Forms::length).sum();
  }
}
