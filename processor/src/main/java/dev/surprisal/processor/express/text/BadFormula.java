package dev.surprisal.processor.express.text;

/** What is wrong with a formula, and where. */
public final class BadFormula extends Exception {
  private static final long serialVersionUID = 1;

  /** What kind of mistake it is. */
  public enum Kind {
    /** It is no formula. */
    SYNTAX,
    /** It names what there is not. */
    NAME,
    /** It has no value somewhere. */
    DOMAIN,
    /** It ties the outputs of a row together in a way that says nothing. */
    ROW
  }

  private final Kind kind;
  private final int place;
  private final String why;
  private final String instead;

  BadFormula(Kind kind, int place, String what, String why, String instead) {
    super(what);
    this.kind = kind;
    this.place = place;
    this.why = why;
    this.instead = instead;
  }

  /** What kind of mistake it is. */
  public Kind kind() {
    return kind;
  }

  /** The index in the formula. */
  public int place() {
    return place;
  }

  /** Why it is one. */
  public String why() {
    return why;
  }

  /** What to write instead. */
  public String instead() {
    return instead;
  }
}
