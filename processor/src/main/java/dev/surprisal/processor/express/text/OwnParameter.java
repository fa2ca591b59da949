package dev.surprisal.processor.express.text;

import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Facts.Interval;
import dev.surprisal.processor.express.algebra.Notation;
import dev.surprisal.processor.express.algebra.Role;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of a formula that the constructor is given: {@code delta}, {@code delta > 0} or {@code 0
 * < tau < 1}.
 *
 * @param name its name
 * @param range the numbers that it can be
 * @param condition what holds for them, in Java; empty where it can be any
 */
public record OwnParameter(String name, Interval range, String condition) {
  private static final String NUMBER = "(-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)";

  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\s*(?:%1$s\\s*(<=?)\\s*)?([a-z][a-zA-Z0-9]{0,19})\\s*(?:([<>]=?)\\s*%1$s\\s*)?"
              .formatted(NUMBER));

  /** The parameter that a text declares, unless it is no such declaration or nothing is in it. */
  public static Optional<OwnParameter> of(String text) {
    Matcher written = WRITTEN.matcher(text);
    boolean hasTwoBounds = written.matches() && written.group(1) != null;
    if (!written.matches() || hasTwoBounds && !isUpper(written.group(4))) {
      return Optional.empty();
    }
    String name = written.group(3);
    double low = -Double.MAX_VALUE;
    double high = Double.MAX_VALUE;
    StringBuilder condition = new StringBuilder();
    if (hasTwoBounds) {
      double bound = Double.parseDouble(written.group(1));
      low = written.group(2).equals("<") ? Math.nextUp(bound) : bound;
      condition.append(Notation.number(bound)).append(' ').append(written.group(2)).append(' ');
      condition.append(name).append(" && ");
    }
    if (written.group(4) != null) {
      double bound = Double.parseDouble(written.group(5));
      switch (written.group(4)) {
        case "<" -> high = Math.nextDown(bound);
        case "<=" -> high = bound;
        case ">" -> low = Math.nextUp(bound);
        default -> low = bound;
      }
      condition.append(name).append(' ').append(written.group(4)).append(' ');
      condition.append(Notation.number(bound));
    }
    return Double.isFinite(low) && Double.isFinite(high) && low < high
        ? Optional.of(new OwnParameter(name, new Interval(low, high), condition.toString()))
        : Optional.empty();
  }

  private static boolean isUpper(String sign) {
    return sign != null && sign.startsWith("<");
  }

  /** The letter that formulas have for it. */
  public Symbol symbol() {
    return new Symbol(name, Role.GIVEN);
  }

  /** The numbers that it can be, in words. */
  public String words() {
    return condition.isEmpty() ? "a finite number" : "a finite number, " + condition;
  }
}
