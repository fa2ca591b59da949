package dev.surprisal.processor.express.text;

/** What is wrong with a formula that has no value, or no slope, for some outputs. */
final class DomainMistake {
  private DomainMistake() {}

  /** A divisor that can be 0. */
  static BadFormula zero(int place) {
    return mistake(
        place,
        "what it is divided by can be 0",
        "Somewhere the loss would have no value, and its gradient none around it.",
        "a divisor that is never 0, such as exp(s) of an output s");
  }

  /** A function of what can be too low for it. */
  static BadFormula low(int place, String name, int least) {
    return mistake(
        place,
        name + " of what can be " + least + " or less",
        "There its slope has no value, and a loss that was a number becomes NaN while it trains.",
        name + " of what is above " + least + " by itself, such as exp(z), softplus(z) or 1 + z^2");
  }

  private static BadFormula mistake(int place, String what, String why, String instead) {
    return new BadFormula(BadFormula.Kind.DOMAIN, place, what, why, instead);
  }
}
