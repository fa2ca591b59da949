package dev.surprisal.processor.express.option;

import dev.surprisal.annotation.Targets;
import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Facts.Interval;
import dev.surprisal.processor.express.algebra.Intervals;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.express.text.BadFormula;
import dev.surprisal.processor.express.text.FormulaParser;
import dev.surprisal.processor.express.text.OwnParameter;
import dev.surprisal.processor.express.text.ParsedFormula;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A loss that a user wrote as a formula.
 *
 * @param nll the loss of one value, or of a row
 * @param names the names of its outputs
 * @param targets what targets are
 * @param means what {@code predict} gives in the place of each output; empty for the outputs
 * @param declared the numbers that the constructor is given, as they are declared
 */
public record OwnFormula(
    String nll, List<String> names, Targets targets, List<String> means, List<String> declared) {

  /** The formula of a declaration that has one. */
  @SuppressWarnings("unchecked") // As the annotation has it.
  static OwnFormula of(Map<String, Object> values) {
    return new OwnFormula(
        (String) values.get("nll"),
        (List<String>) values.getOrDefault("outputNames", List.of("z")),
        (Targets) values.getOrDefault("targets", Targets.REALS),
        (List<String>) values.getOrDefault("mean", List.of()),
        (List<String>) values.getOrDefault("parameters", List.of()));
  }

  /** Its outputs as letters. */
  public List<Symbol> outputs() {
    return names.stream().map(name -> new Symbol(name, Role.OUTPUT)).toList();
  }

  /** The numbers that the constructor is given. */
  public List<OwnParameter> parameters() {
    return declared.stream().flatMap(text -> OwnParameter.of(text).stream()).toList();
  }

  /** The loss as it was read. */
  public ParsedFormula read() throws BadFormula {
    return FormulaParser.parseLoss(nll, known(), intervals());
  }

  /** The loss as an expression. */
  public Expr loss() throws BadFormula {
    return read().expr();
  }

  /**
   * Whether it ties the outputs of a row together, and is the loss of that; not if it is faulty.
   */
  public boolean isOfRow() {
    try {
      return loss().has(Rows::isTied);
    } catch (BadFormula faulty) {
      return false;
    }
  }

  /** What takes the place of an output in predictions. */
  public Expr mean(int output) throws BadFormula {
    return means.isEmpty() ? outputs().get(output) : parse(means.get(output)).expr();
  }

  private ParsedFormula parse(String formula) throws BadFormula {
    return FormulaParser.parse(formula, known(), intervals());
  }

  /** What names stand for. */
  private Map<String, Expr> known() {
    Map<String, Expr> known = new HashMap<>();
    outputs().forEach(output -> known.put(output.letter(), output));
    parameters().forEach(parameter -> known.put(parameter.name(), parameter.symbol()));
    if (targets != Targets.CLASSES) {
      known.put(Letters.Y.letter(), Letters.Y);
    }
    return known;
  }

  /** What numbers its letters stand for. */
  public Intervals intervals() {
    Map<Symbol, Interval> ranges = new HashMap<>();
    parameters().forEach(parameter -> ranges.put(parameter.symbol(), parameter.range()));
    ranges.put(Letters.Y, ofTargets());
    return new Intervals(ranges);
  }

  /** The numbers that targets can be. */
  public Interval ofTargets() {
    double infinity = Double.POSITIVE_INFINITY;
    return switch (targets) {
      case REALS, CLASSES -> new Interval(-infinity, infinity);
      case COUNTS, AMOUNTS -> new Interval(0, infinity);
      case POSITIVE -> new Interval(Double.MIN_VALUE, infinity);
      case PROBABILITIES -> new Interval(0, 1);
    };
  }

  /** What targets are checked for. */
  public TargetKind targetKind() {
    return switch (targets) {
      case REALS -> TargetKind.FINITE;
      case COUNTS -> TargetKind.COUNT;
      case AMOUNTS -> TargetKind.AMOUNT;
      case POSITIVE -> TargetKind.POSITIVE;
      case PROBABILITIES -> TargetKind.PROBABILITY;
      case CLASSES -> TargetKind.CLASS_INDEX;
    };
  }
}
