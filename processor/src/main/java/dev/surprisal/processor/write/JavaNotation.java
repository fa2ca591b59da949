package dev.surprisal.processor.write;

import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Choice;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Expr.Product;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.ExprVisitor;
import dev.surprisal.processor.express.algebra.OfRow;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.schedule.program.Reals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Expressions as Java.
 *
 * @param names what expressions are called that have been computed
 * @param reals the type that it is calculated in
 */
record JavaNotation(Map<Expr, String> names, Reals reals) {

  /** An expression by its name, or by what it is made of. */
  String of(Expr expr) {
    String name = names.get(expr);
    return name == null ? expr.accept(new Writer()) : name;
  }

  /** An expression that is to be called so, by what it is made of. */
  String computed(String name, Expr expr) {
    return name.equals(names.get(expr)) ? expr.accept(new Writer()) : of(expr);
  }

  /** An expression as a factor. */
  String factor(Expr expr) {
    boolean isWhole = names.containsKey(expr) || !(expr instanceof Sum || expr instanceof Choice);
    return isWhole ? of(expr) : "(" + of(expr) + ")";
  }

  private String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? String.valueOf((int) value)
        : value + (isFloat() ? "f" : "");
  }

  private boolean isFloat() {
    return reals == Reals.FLOATS;
  }

  private final class Writer implements ExprVisitor<String> {
    @Override
    public String constant(Constant constant) {
      return number(constant.value());
    }

    @Override
    public String symbol(Symbol symbol) {
      if (symbol.role() == Role.GIVEN) {
        return "this." + symbol.letter();
      }
      throw new IllegalArgumentException(symbol + " has not been read");
    }

    @Override
    public String parameter(Parameter parameter) {
      return isFloat() ? "(float) " + parameter.name() : parameter.name();
    }

    @Override
    public String definition(Definition definition) {
      return definition.letter();
    }

    @Override
    public String call(Call call) {
      throw new IllegalArgumentException(call + " has not been computed");
    }

    @Override
    public String choice(Choice choice) {
      return of(choice.condition()) + " ? " + of(choice.yes()) + " : " + of(choice.no());
    }

    @Override
    public String rowSum(OfRow.RowSum sum) {
      throw new IllegalArgumentException(sum + " has not been computed");
    }

    @Override
    public String logSumExp(OfRow.LogSumExp logSumExp) {
      throw new IllegalArgumentException(logSumExp + " has not been computed");
    }

    @Override
    public String atTarget(OfRow.AtTarget at) {
      throw new IllegalArgumentException(at + " has not been computed");
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
        Expr size = isNegative ? term.negate() : term;
        text.append(sign).append(size instanceof Choice ? factor(size) : of(size));
      }
      return text.toString();
    }

    @Override
    public String product(Product product) {
      double coefficient = Canonical.coefficient(product);
      if (coefficient < 0) {
        return "-" + factor(product.negate());
      }
      List<String> above = new ArrayList<>();
      List<String> below = new ArrayList<>();
      boolean isPart = coefficient < 1 && Math.rint(1 / coefficient) == 1 / coefficient;
      for (Expr factor : product.parts()) {
        if (factor instanceof Constant && isPart) {
          below.add(number(1 / coefficient));
        } else if (factor instanceof Power power && power.exponent() < 0) {
          below.add(raised(power.base(), -power.exponent()));
        } else if (factor instanceof Power power) {
          above.add(raised(power.base(), power.exponent()));
        } else {
          above.add(factor(factor));
        }
      }
      String dividend = above.isEmpty() ? "1" : String.join(" * ", above);
      return below.isEmpty()
          ? dividend
          : dividend
              + " / "
              + (below.size() > 1 || below.get(0).contains("*")
                  ? "(" + String.join(" * ", below) + ")"
                  : below.get(0));
    }

    /** Small whole exponents alone come of the distributions that there are. */
    private String raised(Expr base, double exponent) {
      if (exponent != Math.rint(exponent)) {
        throw new IllegalArgumentException("no code for the exponent " + exponent);
      }
      return Collections.nCopies((int) exponent, factor(base)).stream()
          .collect(Collectors.joining(" * "));
    }
  }
}
