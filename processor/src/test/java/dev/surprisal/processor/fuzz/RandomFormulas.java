package dev.surprisal.processor.fuzz;

import java.util.List;

/** Formulas that heads may have, and what a slip makes of them. */
final class RandomFormulas {
  private static final int DEEPEST = 5;

  private static final List<String> SLIPS =
      List.of(
          "(", ")", "[", "]", "^", "-", "/", "*", "+", ".", "e", " ", "z", "y", "9", ",", "\t",
          "\u00e4");

  private final Dice dice;

  RandomFormulas(Dice dice) {
    this.dice = dice;
  }

  /** A head of a formula, in a package of its own. */
  static Case head(long seed) {
    Dice dice = new Dice(seed);
    RandomFormulas formulas = new RandomFormulas(dice);
    String formula = dice.oneIn(3) ? formulas.damaged() : formulas.formula();
    String targets =
        formula.contains("[y]") ? ", targets = dev.surprisal.annotation.Targets.CLASSES" : "";
    String text =
        """
        package g%d;

        @dev.surprisal.annotation.Loss(nll = %s%s)
        interface Head {}
        """;
    Tree source = Tree.of(text.formatted(seed, literal(formula), targets));
    return new Case(seed, List.of(new Source("g" + seed + "/Head.java", source)));
  }

  static String literal(String text) {
    return '"' + text.replace("\t", "\\t") + '"';
  }

  /** One that has a least value, and a target in it; not always one that is accepted. */
  String formula() {
    return dice.oneIn(4) ? ofRow() : ofValue();
  }

  private String ofRow() {
    String row =
        dice.of(
            "sum(" + ofValue() + ")",
            "sum(" + any(2) + " - logSumExp(" + any(2) + "))^2 + sum((z - y)^2)",
            "log(1 + sum((z - y)^2)) + logSumExp(" + any(2) + ")^2");
    String classes = "logSumExp(z) - z[y] + 1e-2 * " + row.replace("y", "z[y]");
    return dice.oneIn(3) ? classes : row;
  }

  private String ofValue() {
    StringBuilder formula = new StringBuilder(dice.of("(z - y)^2", "abs(y - z)", "exp(z) - y * z"));
    for (int terms = dice.below(4); terms > 0; terms--) {
      formula.append(dice.of(" + ", " + 0.5 * ", "+3e-2*")).append(notBelowZero(DEEPEST));
    }
    return formula.toString();
  }

  /** A formula with a letter more, less or other, or with a piece of it twice. */
  String damaged() {
    StringBuilder formula = new StringBuilder(formula());
    for (int slips = 1 + dice.below(2); slips > 0; slips--) {
      int at = dice.below(formula.length());
      int end = Math.min(formula.length(), at + 1 + dice.below(4));
      switch (dice.below(4)) {
        case 0 -> formula.insert(at, dice.of(SLIPS));
        case 1 -> formula.replace(at, at + 1, dice.of(SLIPS));
        case 2 -> formula.delete(at, formula.length() > 4 ? end : at);
        default -> formula.insert(at, formula.substring(at, end));
      }
    }
    return formula.toString();
  }

  private String notBelowZero(int depth) {
    String inner = any(depth - 1);
    return switch (dice.below(6)) {
      case 0 -> "softplus(" + inner + ")";
      case 1 -> "log1pOfSquare(" + inner + ")";
      case 2 -> "abs(" + inner + ")";
      case 3 -> "sqrt(1 + (" + inner + ")^2)";
      case 4 -> "sigmoid(" + inner + ")^" + dice.of("1", "2", "5");
      default -> "(" + inner + ")^" + dice.of("2", "4");
    };
  }

  private String any(int depth) {
    if (depth <= 0 || dice.oneIn(5)) {
      return dice.of("z", "y", "z", "2", "0.25", "(z - y)");
    }
    return switch (dice.below(12)) {
      case 0 -> any(depth - 1) + " + " + any(depth - 1);
      case 1 -> any(depth - 1) + " - (" + any(depth - 1) + ")";
      case 2 -> "(" + any(depth - 1) + ") * (" + any(depth - 1) + ")";
      case 3 -> "-(" + any(depth - 1) + ")";
      case 4 -> "(" + any(depth - 1) + ")^" + dice.of("2", "3", "0", "-1");
      case 5 -> any(depth - 1) + " / (1 + " + notBelowZero(depth - 1) + ")";
      case 6 -> "log(1 + " + notBelowZero(depth - 1) + ")";
      case 7 -> dice.of("log", "log1p", "sqrt") + "(" + any(depth - 1) + ")";
      case 8 -> notBelowZero(depth - 1);
      default ->
          dice.of("exp", "expm1", "softplus", "sigmoid", "tanh", "abs", "sign", "log1pOfSquare")
              + "("
              + any(depth - 1)
              + ")";
    };
  }
}
