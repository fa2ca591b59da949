package dev.surprisal.processor.express.text;

/** The letters of a formula, read from left to right. */
final class FormulaText {
  private final String text;
  private int at;

  FormulaText(String text) {
    this.text = text;
  }

  /** Where the next letter stands that has not been read. */
  int at() {
    return at;
  }

  /** The next letter that is no space; 0 at the end. */
  char next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  boolean isAtEnd() {
    return begin() == text.length();
  }

  /** Where the next letter stands that is no space. */
  int begin() {
    next();
    return at;
  }

  /** Reads a letter if it comes next. */
  boolean take(char letter) {
    if (next() != letter) {
      return false;
    }
    at++;
    return true;
  }

  /** What has been read since a place. */
  String since(int begin) {
    return text.substring(begin, at);
  }

  /** Whether a name comes next. */
  boolean isAtName() {
    return Character.isLetter(next());
  }

  String name() {
    int place = begin();
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return since(place);
  }

  /** Whether digits come next. */
  boolean isAtDigit() {
    return isDigit(next());
  }

  double number() throws BadFormula {
    int place = begin();
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
      return Double.parseDouble(since(place));
    } catch (NumberFormatException none) {
      throw syntax(place, "this is no number");
    }
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  /** What is wrong with the next letter. */
  BadFormula syntax(String what) {
    return syntax(at, what);
  }

  /** What is wrong with the letter at a place. */
  static BadFormula syntax(int place, String what) {
    return new BadFormula(
        BadFormula.Kind.SYNTAX,
        place,
        what,
        "A formula is Java's arithmetic, ^ with a whole number, names, and functions with brackets.",
        "exp(z) - y * z, for example");
  }
}
