package dev.surprisal.processor.express.text;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Intervals;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Reads formulas: Java's arithmetic, {@code ^} with a whole number for powers, functions of one
 * argument and names. A recursive descent, which asks on its way whether arguments are in the
 * domains of what is made of them.
 *
 * <pre>
 *   sum      product (("+" | "-") product)*
 *   product  signed (("*" | "/") signed)*
 *   signed   "-" signed | power
 *   power    atom ("^" "-"? whole)?
 *   atom     number | name | function "(" sum ")" | "(" sum ")"
 * </pre>
 */
public final class FormulaParser {
  private static final Map<String, UnaryOperator<Expr>> FUNCTIONS =
      Map.of(
          "exp", Function.EXP::of,
          "expm1", Function.EXPM1::of,
          "log", Function.LOG::of,
          "sqrt", Function.SQRT::of,
          "softplus", Function.SOFTPLUS::of,
          "sigmoid", Function.SIGMOID::of,
          "tanh", Function.TANH::of,
          "sign", Function.SIGN::of,
          "abs", x -> x.times(Function.SIGN.of(x)),
          "log1pOfSquare", Function.LOG1P_OF_SQUARE::of);

  /** Functions that neither they nor their derivatives have a value of 0. */
  private static final Set<String> ABOVE_ZERO = Set.of("log", "sqrt");

  private static final int DEEPEST = 50;

  /** Powers are written as products. */
  private static final int MOST_FACTORS = 64;

  private final String text;
  private final Map<String, Expr> names;
  private final Intervals intervals;
  private int at;
  private int depth;

  private FormulaParser(String text, Map<String, Expr> names, Intervals intervals) {
    this.text = text;
    this.names = names;
    this.intervals = intervals;
  }

  /**
   * Reads a formula.
   *
   * @param text the formula
   * @param names what names in it stand for
   * @param intervals what numbers they stand for can be
   * @throws BadFormula if it is none, or if it has no value somewhere
   */
  public static Expr parse(String text, Map<String, Expr> names, Intervals intervals)
      throws BadFormula {
    FormulaParser parser = new FormulaParser(text, names, intervals);
    Expr formula = parser.sum();
    parser.next();
    if (parser.at < text.length()) {
      throw parser.syntax("what follows belongs to nothing");
    }
    if (formula.has(part -> part instanceof Constant number && !isNormal(number.value()))) {
      parser.at = 0;
      throw parser.syntax("a number in it is too large or too small for a double");
    }
    if (formula.has(
        part -> part instanceof Power power && Math.abs(power.exponent()) > MOST_FACTORS)) {
      parser.at = 0;
      throw parser.syntax("a power of powers is more than " + MOST_FACTORS);
    }
    return formula;
  }

  /** Whether formulas have a function of a name. */
  public static boolean isFunction(String name) {
    return FUNCTIONS.containsKey(name);
  }

  private static boolean isNormal(double number) {
    return number == 0 || Double.isFinite(number) && Math.abs(number) >= Double.MIN_NORMAL;
  }

  /** The next letter that is no space; 0 at the end. */
  private char next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char letter) {
    if (next() != letter) {
      return false;
    }
    at++;
    return true;
  }

  private Expr sum() throws BadFormula {
    Expr sum = product();
    while (true) {
      if (take('+')) {
        sum = sum.plus(product());
      } else if (take('-')) {
        sum = sum.minus(product());
      } else {
        return sum;
      }
    }
  }

  private Expr product() throws BadFormula {
    Expr product = signed();
    while (true) {
      if (take('*')) {
        product = product.times(signed());
      } else if (take('/')) {
        int place = at - 1;
        Expr divisor = signed();
        requireNotZero(divisor, place);
        product = product.over(divisor);
      } else {
        return product;
      }
    }
  }

  private void requireNotZero(Expr divisor, int place) throws BadFormula {
    if (intervals.of(divisor).contains(0)) {
      throw new BadFormula(
          BadFormula.Kind.DOMAIN,
          place,
          "what it is divided by can be 0",
          "Somewhere the loss would have no value, and its gradient none around it.",
          "a divisor that is never 0, such as exp(s) of an output s");
    }
  }

  private Expr signed() throws BadFormula {
    return take('-') ? deeper(this::signed).negate() : power();
  }

  private interface Part {
    Expr parse() throws BadFormula;
  }

  /** A part inside, unless that would be too many of them for the stack. */
  private Expr deeper(Part part) throws BadFormula {
    if (++depth > DEEPEST) {
      throw syntax("more than " + DEEPEST + " brackets and signs inside each other");
    }
    Expr inner = part.parse();
    depth--;
    return inner;
  }

  private Expr power() throws BadFormula {
    Expr base = atom();
    if (!take('^')) {
      return base;
    }
    int place = at - 1;
    boolean isNegative = take('-');
    double exponent = isDigit(next()) ? number() : Double.NaN;
    if (exponent != Math.rint(exponent) || exponent > MOST_FACTORS) {
      throw new BadFormula(
          BadFormula.Kind.SYNTAX,
          place,
          "an exponent must be a whole number up to " + MOST_FACTORS,
          "Other powers have no value below 0.",
          "exp(a * log(x)) for x^a of an x that is above 0");
    }
    if (isNegative) {
      requireNotZero(base, place);
    }
    return base.power(isNegative ? -exponent : exponent);
  }

  private Expr atom() throws BadFormula {
    if (take('(')) {
      return closed(at - 1);
    }
    if (isDigit(next()) || next() == '.') {
      return Expr.of(number());
    }
    if (!Character.isLetter(next())) {
      throw syntax(next() == 0 ? "it ends too early" : "a number, a name or a bracket is missing");
    }
    int place = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String name = text.substring(place, at);
    return take('(') ? function(name, place, closed(at - 1)) : named(name, place);
  }

  private Expr closed(int open) throws BadFormula {
    Expr inner = deeper(this::sum);
    if (!take(')')) {
      at = next() == 0 ? open : at;
      throw syntax(at == open ? "this bracket is not closed" : "a closing bracket is missing");
    }
    return inner;
  }

  private Expr function(String name, int place, Expr argument) throws BadFormula {
    UnaryOperator<Expr> function = FUNCTIONS.get(name);
    if (function == null) {
      throw unknown("function", name, place, FUNCTIONS);
    }
    if (ABOVE_ZERO.contains(name) && !(intervals.of(argument).low() > 0)) {
      throw new BadFormula(
          BadFormula.Kind.DOMAIN,
          place,
          name + " of what can be 0 or less",
          "There its slope has no value, and a loss that was a number becomes NaN while it trains.",
          name + " of what is above 0 by itself, such as exp(z), softplus(z) or 1 + z^2");
    }
    return function.apply(argument);
  }

  private Expr named(String name, int place) throws BadFormula {
    Expr known = names.get(name);
    if (known == null) {
      throw unknown("name", name, place, names);
    }
    return known;
  }

  private static BadFormula unknown(String what, String name, int place, Map<String, ?> known) {
    Map<String, Object> sorted = new TreeMap<>(known);
    String nearest =
        sorted.keySet().stream()
            .min(Comparator.comparingInt(other -> distance(name, other)))
            .filter(other -> distance(name, other) <= 2)
            .map(other -> "; did you mean " + other + "?")
            .orElse("");
    return new BadFormula(
        BadFormula.Kind.NAME,
        place,
        "there is no " + what + " " + name + nearest,
        "A formula is made of outputs, the target y, parameters, numbers and functions that have"
            + " derivatives.",
        "one of " + String.join(", ", sorted.keySet()));
  }

  /** The letters that have to be added, taken away or changed. */
  private static int distance(String one, String other) {
    int[] costs = new int[other.length() + 1];
    for (int j = 0; j < costs.length; j++) {
      costs[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j < costs.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(change, 1 + Math.min(costs[j], costs[j - 1]));
      }
    }
    return costs[other.length()];
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  private double number() throws BadFormula {
    int place = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && Character.toLowerCase(text.charAt(at)) == 'e') {
      at++;
      if (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      digits();
    }
    try {
      return Double.parseDouble(text.substring(place, at));
    } catch (NumberFormatException none) {
      at = place;
      throw syntax("this is no number");
    }
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private BadFormula syntax(String what) {
    return new BadFormula(
        BadFormula.Kind.SYNTAX,
        at,
        what,
        "A formula is Java's arithmetic, ^ with a whole number, names, and functions with brackets.",
        "exp(z) - y * z, for example");
  }
}
