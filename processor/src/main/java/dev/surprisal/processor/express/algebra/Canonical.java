package dev.surprisal.processor.express.algebra;

import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Choice;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Expr.Product;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one form that sums, products and powers are brought to. */
public final class Canonical {
  /** A sum has what is added before what is subtracted. */
  private static final Comparator<Expr> ORDER_OF_TERMS =
      Comparator.<Expr, Boolean>comparing(Canonical::isNegative)
          .thenComparing(Canonical::withoutCoefficient, Order.INSTANCE);

  private Canonical() {}

  static Expr sum(List<Expr> terms) {
    Map<Expr, Double> coefficients = new LinkedHashMap<>();
    for (Expr term : mergeChoices(flat(terms))) {
      coefficients.merge(withoutCoefficient(term), coefficient(term), Double::sum);
    }
    List<Expr> collected = new ArrayList<>();
    coefficients.forEach((rest, coefficient) -> {
      if (coefficient != 0) {
        collected.add(rest.times(coefficient));
      }
    });
    collected.sort(ORDER_OF_TERMS);
    return switch (collected.size()) {
      case 0 -> Expr.ZERO;
      case 1 -> collected.get(0);
      default -> new Sum(collected);
    };
  }

  private static List<Expr> flat(List<Expr> terms) {
    return terms.stream().flatMap(term -> terms(term).stream()).toList();
  }

  /** Choices by one condition as a choice between sums. */
  private static List<Expr> mergeChoices(List<Expr> terms) {
    Map<Symbol, Expr> choices = new LinkedHashMap<>();
    List<Expr> merged = new ArrayList<>();
    for (Expr term : terms) {
      if (term instanceof Choice choice) {
        choices.merge(choice.condition(), choice, Canonical::sum);
      } else {
        merged.add(term);
      }
    }
    merged.addAll(choices.values());
    return merged;
  }

  /** Of two choices by one condition. */
  private static Expr sum(Expr one, Expr other) {
    Choice a = (Choice) one;
    Choice b = (Choice) other;
    return Expr.choose(a.condition(), a.yes().plus(b.yes()), a.no().plus(b.no()));
  }

  /** What an expression is the sum of. */
  public static List<Expr> terms(Expr expr) {
    return expr instanceof Sum sum ? sum.parts() : List.of(expr);
  }

  /** What an expression is the product of. */
  public static List<Expr> factors(Expr expr) {
    return expr instanceof Product product ? product.parts() : List.of(expr);
  }

  static Expr product(List<Expr> factors) {
    double coefficient = 1;
    Map<Expr, Double> exponents = new LinkedHashMap<>();
    for (Expr factor : factors.stream().flatMap(part -> factors(part).stream()).toList()) {
      if (factor instanceof Constant constant) {
        coefficient *= constant.value();
      } else {
        exponents.merge(base(factor), exponent(factor), Double::sum);
      }
    }
    coefficient *= mergeExponentials(exponents);
    if (coefficient == 0) {
      return Expr.ZERO;
    }
    exponents.values().removeIf(exponent -> exponent == 0);
    if (coefficient == -1 && exponents.size() == 1 && exponents.containsValue(1.0)) {
      Expr only = exponents.keySet().iterator().next();
      if (only instanceof Sum sum) {
        return sum(sum.parts().stream().map(Expr::negate).toList());
      }
    }
    List<Expr> collected = new ArrayList<>();
    exponents.forEach((base, exponent) -> collected.add(power(base, exponent)));
    collected.sort(Order.INSTANCE);
    if (coefficient != 1 || collected.isEmpty()) {
      collected.add(0, Expr.of(coefficient));
    }
    return collected.size() == 1 ? collected.get(0) : new Product(collected);
  }

  /**
   * exp(a) exp(b) as exp(a + b), which is a number where one of them may be too large for one.
   *
   * @return what it is where a + b does not depend on anything, else 1
   */
  private static double mergeExponentials(Map<Expr, Double> exponents) {
    List<Expr> exponentials = exponents.keySet().stream().filter(Canonical::isExp).toList();
    if (exponentials.size() < 2) {
      return 1;
    }
    Expr sum = Expr.ZERO;
    for (Expr exponential : exponentials) {
      sum = sum.plus(((Call) exponential).argument().times(exponents.remove(exponential)));
    }
    Expr merged = Function.EXP.of(sum);
    if (merged instanceof Constant number) {
      return number.value();
    }
    exponents.put(merged, 1.0);
    return 1;
  }

  private static boolean isExp(Expr expr) {
    return expr instanceof Call call && call.function() == Function.EXP;
  }

  static Expr power(Expr base, double exponent) {
    if (exponent == 0) {
      return Expr.ONE;
    }
    if (exponent == 1) {
      return base;
    }
    if (base instanceof Constant constant) {
      return Expr.of(Math.pow(constant.value(), exponent));
    }
    if (base instanceof Power power) {
      return power(power.base(), power.exponent() * exponent);
    }
    if (base instanceof Product product) {
      return product(product.parts().stream().map(factor -> power(factor, exponent)).toList());
    }
    return new Power(base, exponent);
  }

  static Expr base(Expr factor) {
    return factor instanceof Power power ? power.base() : factor;
  }

  static double exponent(Expr factor) {
    return factor instanceof Power power ? power.exponent() : 1;
  }

  /** The number that a term begins with. */
  public static double coefficient(Expr term) {
    if (term instanceof Constant constant) {
      return constant.value();
    }
    return term instanceof Product product && product.parts().get(0) instanceof Constant constant
        ? constant.value()
        : 1;
  }

  static Expr withoutCoefficient(Expr term) {
    if (term instanceof Constant) {
      return Expr.ONE;
    }
    if (term instanceof Product product && product.parts().get(0) instanceof Constant) {
      return product(product.parts().subList(1, product.parts().size()));
    }
    return term;
  }

  /** Whether a term is subtracted. */
  public static boolean isNegative(Expr term) {
    return coefficient(term) < 0;
  }
}
