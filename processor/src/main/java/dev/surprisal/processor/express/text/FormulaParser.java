package dev.surprisal.processor.express.text;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Intervals;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Reads formulas: Java's arithmetic, {@code ^} with a whole number for powers, functions of one
 * argument, what ties the outputs of a row together, and names. A recursive descent, which asks on
 * its way whether arguments are in the domains of what is made of them.
 *
 * <pre>
 *   sum      product (("+" | "-") product)*
 *   product  signed (("*" | "/") signed)*
 *   signed   "-" signed | power
 *   power    atom ("^" "-"? whole)?
 *   atom     number | name | output "[" "y" "]" | function "(" sum ")" | "(" sum ")"
 * </pre>
 */
public final class FormulaParser {
  /** The name of the target. */
  private static final String TARGET = "y";

  private static final int DEEPEST = 50;

  /** Powers are written as products. */
  private static final int MOST_FACTORS = 64;

  private final FormulaText text;
  private final Map<String, Expr> names;
  private final Intervals intervals;
  private final Map<Expr, ParsedFormula.Part> parts = new HashMap<>();
  private int depth;

  /** The sums and log-sum-exps that what is being read is inside of. */
  private int rows;

  /** What differs between outputs outside of them: the first, and where it stands. */
  private Optional<BadFormula> outside = Optional.empty();

  private FormulaParser(FormulaText text, Map<String, Expr> names, Intervals intervals) {
    this.text = text;
    this.names = names;
    this.intervals = intervals;
  }

  /**
   * Reads a formula.
   *
   * @param text the formula
   * @param names what names in it stand for; without a y, that is the class of the row
   * @param intervals what numbers they stand for can be
   * @throws BadFormula if it is none, or if it has no value somewhere
   */
  public static ParsedFormula parse(String text, Map<String, Expr> names, Intervals intervals)
      throws BadFormula {
    return new FormulaParser(new FormulaText(text), names, intervals).formula(text);
  }

  /**
   * Reads the formula of a loss: of a value, or of a row that is tied together.
   *
   * @param text the formula
   * @param names what names in it stand for; without a y, that is the class of the row
   * @param intervals what numbers they stand for can be
   * @throws BadFormula if it is none, or if it has no value somewhere
   */
  public static ParsedFormula parseLoss(String text, Map<String, Expr> names, Intervals intervals)
      throws BadFormula {
    FormulaParser parser = new FormulaParser(new FormulaText(text), names, intervals);
    ParsedFormula loss = parser.formula(text);
    if (parser.outside.isPresent() && loss.expr().has(Rows::isTied)) {
      throw parser.outside.get();
    }
    return loss;
  }

  private ParsedFormula formula(String letters) throws BadFormula {
    Expr formula = sum();
    if (!text.isAtEnd()) {
      throw text.syntax("what follows belongs to nothing");
    }
    if (formula.has(part -> part instanceof Constant number && !isNormal(number.value()))) {
      throw FormulaText.syntax(0, "a number in it is too large or too small for a double");
    }
    if (formula.has(
        part -> part instanceof Power power && Math.abs(power.exponent()) > MOST_FACTORS)) {
      throw FormulaText.syntax(0, "a power of powers is more than " + MOST_FACTORS);
    }
    return new ParsedFormula(letters, formula, parts);
  }

  /** Whether formulas have a function of a name. */
  public static boolean isFunction(String name) {
    return FormulaFunction.ALL.containsKey(name);
  }

  private static boolean isNormal(double number) {
    return number == 0 || Double.isFinite(number) && Math.abs(number) >= Double.MIN_NORMAL;
  }

  /** The place of a part that has been read, from where it begins up to here. */
  private Expr noted(int begin, Expr part) {
    parts.putIfAbsent(part, new ParsedFormula.Part(begin, text.since(begin).strip()));
    return part;
  }

  private Expr sum() throws BadFormula {
    int begin = text.begin();
    Expr sum = product();
    while (true) {
      if (text.take('+')) {
        sum = sum.plus(product());
      } else if (text.take('-')) {
        sum = sum.minus(product());
      } else {
        return noted(begin, sum);
      }
    }
  }

  private Expr product() throws BadFormula {
    int begin = text.begin();
    Expr product = signed();
    while (true) {
      if (text.take('*')) {
        product = product.times(signed());
      } else if (text.take('/')) {
        int place = text.at() - 1;
        Expr divisor = signed();
        requireNotZero(divisor, place);
        product = product.over(divisor);
      } else {
        return noted(begin, product);
      }
    }
  }

  private void requireNotZero(Expr divisor, int place) throws BadFormula {
    if (intervals.of(divisor).contains(0)) {
      throw DomainMistake.zero(place);
    }
  }

  private Expr signed() throws BadFormula {
    return text.take('-') ? deeper(this::signed).negate() : power();
  }

  private interface Part {
    Expr parse() throws BadFormula;
  }

  /** A part inside, unless that would be too many of them for the stack. */
  private Expr deeper(Part part) throws BadFormula {
    if (++depth > DEEPEST) {
      throw text.syntax("more than " + DEEPEST + " brackets and signs inside each other");
    }
    Expr inner = part.parse();
    depth--;
    return inner;
  }

  private Expr power() throws BadFormula {
    int begin = text.begin();
    Expr base = noted(begin, atom());
    if (!text.take('^')) {
      return base;
    }
    int place = text.at() - 1;
    boolean isNegative = text.take('-');
    double exponent = text.isAtDigit() ? text.number() : Double.NaN;
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
    if (text.take('(')) {
      return closed(text.at() - 1);
    }
    if (text.isAtDigit() || text.next() == '.') {
      return Expr.of(text.number());
    }
    if (!text.isAtName()) {
      throw text.syntax(
          text.isAtEnd() ? "it ends too early" : "a number, a name or a bracket is missing");
    }
    int place = text.begin();
    String name = text.name();
    if (text.take('[')) {
      return atTarget(name, place);
    }
    return text.take('(') ? function(name, place) : named(name, place);
  }

  /** An output at the class of its row. */
  private Expr atTarget(String name, int place) throws BadFormula {
    int bracket = text.at() - 1;
    boolean isClass = text.isAtName() && text.name().equals(TARGET);
    if (!isClass || !text.take(']')) {
      throw FormulaText.syntax(bracket, "in square brackets there is y alone, as in z[y]");
    }
    if (names.containsKey(TARGET)) {
      throw RowMistake.noClass(bracket);
    }
    Expr output = known(name, place);
    if (!Rows.isOfOutput(output)) {
      throw RowMistake.noOutput(bracket, name);
    }
    return Rows.atTarget(output);
  }

  private Expr closed(int open) throws BadFormula {
    Expr inner = deeper(this::sum);
    if (!text.take(')')) {
      throw text.isAtEnd()
          ? FormulaText.syntax(open, "this bracket is not closed")
          : text.syntax("a closing bracket is missing");
    }
    return inner;
  }

  private Expr function(String name, int place) throws BadFormula {
    FormulaFunction function = FormulaFunction.ALL.get(name);
    boolean isOfRow = function != null && function.isOfRow();
    rows += isOfRow ? 1 : 0;
    Expr argument = closed(text.at() - 1);
    rows -= isOfRow ? 1 : 0;
    if (function == null) {
      throw unknown("function", name, place, FormulaFunction.ALL);
    }
    if (isOfRow && !Rows.isOfOutput(argument)) {
      throw RowMistake.same(place, name);
    }
    OptionalInt least = function.least();
    if (least.isPresent() && !(intervals.of(argument).low() > least.getAsInt())) {
      throw DomainMistake.low(place, name, least.getAsInt());
    }
    return function.of().apply(argument);
  }

  private Expr named(String name, int place) throws BadFormula {
    if (name.equals(TARGET) && !names.containsKey(name)) {
      throw RowMistake.number(place);
    }
    Expr known = known(name, place);
    if (rows == 0 && outside.isEmpty() && Rows.isOfOutput(known)) {
      outside = Optional.of(RowMistake.outside(place, name));
    }
    return known;
  }

  private Expr known(String name, int place) throws BadFormula {
    Expr known = names.get(name);
    if (known == null) {
      throw unknown("name", name, place, names);
    }
    return known;
  }

  private static BadFormula unknown(String what, String name, int place, Map<String, ?> known) {
    return new BadFormula(
        BadFormula.Kind.NAME,
        place,
        "there is no " + what + " " + name + Spelling.nearest(name, known.keySet()),
        "A formula is made of outputs, the target y, parameters, numbers and functions that have"
            + " derivatives.",
        "one of " + String.join(", ", new TreeSet<>(known.keySet())));
  }
}
