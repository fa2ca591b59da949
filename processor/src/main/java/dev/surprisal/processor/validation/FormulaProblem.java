package dev.surprisal.processor.validation;

/** The problems of formulas of the user's own. */
public enum FormulaProblem implements Problem {
  /** Arguments: member, what, formula, caret, why, instead. */
  SYNTAX("formula-syntax", "%s: %s\n        %s\n        %s", "%s", "%s"),

  /** Arguments: member, what, formula, caret, why, instead. */
  NAME("formula-name", "%s: %s\n        %s\n        %s", "%s", "%s"),

  /** Arguments: member, what, formula, caret, why, instead. */
  DOMAIN("formula-domain", "%s: %s\n        %s\n        %s", "%s", "%s"),

  /** Arguments: member, what, formula, caret, why, instead. */
  ROW("formula-row", "%s: %s\n        %s\n        %s", "%s", "%s"),

  /** Arguments: name. */
  OUTPUT(
      "formula-output",
      "outputNames: \"%s\" cannot be the name of an output",
      "Names are letters of formulas, in either case, and variables of generated code; y is the"
          + " target, i counts.",
      "different letters other than y and i, with digits behind them if need be: {\"m\", \"s\"}"),

  /** Arguments: declaration. */
  PARAMETER(
      "formula-parameter",
      "parameters: \"%s\" declares no parameter",
      "A parameter is a number that the constructor is given: a name that begins with a small letter,"
          + " has at most 20 letters and digits and no other meaning in formulas or Java, and the"
          + " numbers that it can be.",
      "\"delta\", \"delta > 0\", or \"0 < tau < 1\""),

  /** Arguments: name. */
  UNUSED(
      "formula-unused",
      "nll does not depend on %s",
      "An output that the loss does not depend on learns nothing, without a target nothing is learned"
          + " from, and a parameter of nothing is asked for in vain.",
      "a formula of all outputs, the target y and all parameters"),

  /** Arguments: output, where, target and parameters, value. */
  UNBOUNDED(
      "formula-unbounded",
      "nll falls without end in %s: at %s, for the target %s, it is %s",
      "A model would be rewarded for outputs that grow without end, and its loss would become"
          + " -infinity.",
      "targets = what targets are, if they are not any reals; parameters with the numbers that they"
          + " can be, such as \"delta > 0\"; or a formula that has a least value for each of them"),

  /** Arguments: size, most. */
  LONG(
      "formula-long",
      "nll and its derivatives read %s numbers and results of functions, more than %s",
      "They are computed by one method of the generated class, and there is an end to what Java"
          + " allows in one.",
      "a shorter formula: powers of powers and products of many sums are what grows"),

  /** No arguments. */
  KINK(
      "formula-kink",
      Severity.WARNING,
      "nll has a kink: abs or sign of something",
      "Its second derivative is 0 beside the kink and has no value on it, so that a step of boosting"
          + " has nothing to divide by.",
      "a smooth formula, such as log1pOfSquare(x) or softplus(2 * x) - x for abs(x); or"
          + " @SuppressWarnings(\"formula-kink\")"),

  /** Arguments: part, where, formula, caret, instead. */
  UNSTABLE(
      "formula-unstable",
      Severity.WARNING,
      "nll: %s loses its digits at %s\n        %s\n        %s",
      "Rounding moves it by far more than outputs that are off by a rounding would, or something in"
          + " it is too large or too small for a double.",
      "%s; or @SuppressWarnings(\"formula-unstable\")"),

  /** Arguments: formulas, outputs. */
  MEANS(
      "formula-means",
      "mean has %s formulas, and a value has %s outputs",
      "predict gives a number in the place of each output.",
      "a formula for each of outputNames"),

  /** Arguments: formula, targets, what. */
  MEAN(
      "formula-mean",
      "mean = \"%s\" does not fit targets = %s: it can be %s",
      "What is predicted is compared with targets, which cannot be that.",
      "exp(z) or softplus(z) for what is positive, sigmoid(z) for what lies in 0..1"),

  /** No arguments. */
  MEAN_OF_TARGET(
      "formula-mean-of-target",
      "mean depends on the target y",
      "A prediction is made before the target is known.",
      "a formula of the outputs alone");

  private final Texts texts;

  FormulaProblem(String key, String what, String why, String instead) {
    this(key, Severity.ERROR, what, why, instead);
  }

  FormulaProblem(String key, Severity severity, String what, String why, String instead) {
    this.texts = new Texts(key, severity, what, why, instead);
  }

  @Override
  public Texts texts() {
    return texts;
  }
}
