package dev.surprisal.processor.express.algebra;

import static dev.surprisal.processor.express.algebra.Function.LOG_SUM_EXP;

import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Choice;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Expr.Product;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.OfRow.LogSumExp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Expressions as people write them, in ASCII: {@code (z - y)^2 / (2 v)}.
 *
 * @param index what letters for numbers of each output end with, such as {@code _k}
 */
public record Notation(String index) {

  /** An expression in this notation. */
  public String of(Expr expr) {
    return expr.accept(new Writer());
  }

  /** An expression as a factor, or as what is taken away. */
  private String factor(Expr expr) {
    return spelled(expr) instanceof Sum ? "(" + of(expr) + ")" : of(expr);
  }

  private static Expr spelled(Expr expr) {
    return expr instanceof Call call && call.parts().size() == 1
        ? call.function().spelled(call.argument())
        : expr;
  }

  /** What follows a sum over a row would be taken for a part of it. */
  private String joined(List<Expr> factors, Function<Expr, String> notation) {
    StringBuilder text = new StringBuilder();
    for (Expr factor : factors) {
      boolean isLast = factor == factors.get(factors.size() - 1);
      String written = notation.apply(factor);
      text.append(text.isEmpty() ? "" : " ");
      text.append(isSum(factor) && !isLast ? "(" + written + ")" : written);
    }
    return text.toString();
  }

  private static boolean isSum(Expr expr) {
    return expr instanceof OfRow.RowSum && !expr.equals(Rows.SIZE);
  }

  /** A number without a point where it is whole. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? String.valueOf((int) value)
        : String.valueOf(value);
  }

  private final class Writer implements ExprVisitor<String> {
    @Override
    public String constant(Constant constant) {
      return number(constant.value());
    }

    @Override
    public String symbol(Symbol symbol) {
      boolean isOfOutput = symbol.role() != Role.GIVEN && !Rows.WITHOUT_INDEX.contains(symbol);
      return isOfOutput ? symbol.letter() + index : symbol.letter();
    }

    @Override
    public String parameter(Parameter parameter) {
      return number(parameter.value());
    }

    @Override
    public String definition(Definition definition) {
      return Rows.isOfOutput(definition) ? definition.letter() + index : definition.letter();
    }

    @Override
    public String call(Call call) {
      if (call.function() == LOG_SUM_EXP) {
        return logSumExp(new LogSumExp(call.argument()));
      }
      Expr spelled = spelled(call);
      return spelled.equals(call)
          ? call.function().written(call.parts().stream().map(Notation.this::of).toList())
          : of(spelled);
    }

    @Override
    public String choice(Choice choice) {
      return "("
          + of(choice.condition())
          + " ? "
          + of(choice.yes())
          + " : "
          + of(choice.no())
          + ")";
    }

    @Override
    public String rowSum(OfRow.RowSum sum) {
      String letter = index.equals("_k") ? "j" : "k";
      return sum.equals(Rows.SIZE)
          ? "size"
          : "sum_" + letter + " " + new Notation("_" + letter).factor(sum.of());
    }

    @Override
    public String logSumExp(OfRow.LogSumExp logSumExp) {
      return "log(sum_j exp(" + new Notation("_j").of(logSumExp.of()) + "))";
    }

    @Override
    public String atTarget(OfRow.AtTarget at) {
      return new Notation("_y").of(at.of());
    }

    @Override
    public String power(Power power) {
      return product(new Product(List.of(power)));
    }

    @Override
    public String sum(Sum sum) {
      StringBuilder text = new StringBuilder();
      for (Expr term : sum.parts()) {
        boolean isNegative = Canonical.isNegative(term);
        String sign = isNegative ? text.isEmpty() ? "-" : " - " : text.isEmpty() ? "" : " + ";
        text.append(sign).append(isNegative ? factor(term.negate()) : of(term));
      }
      return text.toString();
    }

    @Override
    public String product(Product product) {
      if (Canonical.isNegative(product)) {
        return "-" + factor(product.negate());
      }
      double coefficient = Canonical.coefficient(product);
      List<Expr> above = new ArrayList<>();
      List<Expr> below = new ArrayList<>();
      boolean isPart = Math.rint(1 / coefficient) == 1 / coefficient;
      List<Expr> factors = product.parts().stream().flatMap(this::spelledFactors).toList();
      for (Expr factor : withOneNumber(factors, coefficient)) {
        if (factor instanceof Constant && isPart) {
          below.add(Expr.of(1 / coefficient));
        } else if (factor.equals(Rows.EVEN)) {
          below.add(Rows.UNMASKED);
        } else if (factor instanceof Power power && power.isDivisor()) {
          below.add(power.base().power(-power.exponent()));
        } else {
          above.add(factor);
        }
      }
      String dividend = above.isEmpty() ? "1" : joined(above, this::raised);
      if (below.isEmpty()) {
        return dividend;
      }
      String divisor = joined(below, this::raised);
      return dividend + " / " + (below.size() > 1 ? "(" + divisor + ")" : divisor);
    }

    /** A function that is a quotient, or its power, is divided by what that is divided by. */
    private Stream<Expr> spelledFactors(Expr factor) {
      Expr spelled =
          factor instanceof Power power && spelled(power.base()) instanceof Power quotient
              ? quotient.power(power.exponent())
              : spelled(factor);
      return spelled.equals(factor) || spelled instanceof Sum
          ? Stream.of(factor)
          : Canonical.factors(spelled).stream().flatMap(this::spelledFactors);
    }

    /** A number before one of an option is multiplied by it. */
    private List<Expr> withOneNumber(List<Expr> factors, double coefficient) {
      boolean hasTwo = coefficient > 1 && factors.get(1) instanceof Parameter;
      if (!hasTwo) {
        return factors;
      }
      Parameter option = (Parameter) factors.get(1);
      List<Expr> merged = new ArrayList<>(factors.subList(1, factors.size()));
      merged.set(0, new Parameter(option.name(), coefficient * option.value(), option.meaning()));
      return merged;
    }

    /** A factor, with its exponent. */
    private String raised(Expr expr) {
      return expr instanceof Power power
          ? (isSum(power.base()) ? "(" + of(power.base()) + ")" : factor(power.base()))
              + "^"
              + number(power.exponent())
          : factor(expr);
    }
  }
}
