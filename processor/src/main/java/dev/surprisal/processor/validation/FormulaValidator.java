package dev.surprisal.processor.validation;

import dev.surprisal.processor.derive.Derivatives;
import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Facts.Interval;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.OfRow.AtTarget;
import dev.surprisal.processor.express.option.OwnFormula;
import dev.surprisal.processor.express.text.BadFormula;
import dev.surprisal.processor.express.text.FormulaParser;
import dev.surprisal.processor.express.text.OwnParameter;
import dev.surprisal.processor.express.text.ParsedFormula;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.JavaNames;
import dev.surprisal.processor.model.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the problems of a formula of the user's own. */
final class FormulaValidator {
  /** The members that belong to a formula. */
  static final List<String> MEMBERS = List.of("targets", "mean", "outputNames", "parameters");

  private static final String NAME = "[a-xzA-XZ][0-9]*";

  /** Names that stand for something else in generated code. */
  private static final Set<String> TAKEN = Set.of("i");

  /** Variables of formulas and fields of generated classes. */
  private static final Set<String> NOT_PARAMETERS =
      Set.of("i", "y", "loss", "size", "positions", "workers");

  private final Declaration declaration;
  private final OwnFormula formula;
  private final Member<?> nll;
  private final List<Finding> findings = new ArrayList<>();

  private FormulaValidator(Declaration declaration, OwnFormula formula) {
    this.declaration = declaration;
    this.formula = formula;
    this.nll = declaration.members().get("nll");
  }

  /** Everything that is wrong with a formula. */
  static List<Finding> findings(Declaration declaration, OwnFormula formula) {
    FormulaValidator validator = new FormulaValidator(declaration, formula);
    if (validator.hasGoodNames() && validator.hasGoodParameters()) {
      validator
          .check("nll", formula.nll(), validator.nll, formula::read)
          .ifPresent(validator::checkLoss);
      validator.checkMeans();
    }
    return validator.findings;
  }

  private interface Reader<T> {
    T read() throws BadFormula;
  }

  private boolean hasGoodNames() {
    Member<?> written = declaration.members().get("outputNames");
    List<String> names = formula.names();
    for (String name : names) {
      boolean isTwice = names.stream().filter(name::equalsIgnoreCase).count() > 1;
      if (!name.matches(NAME) || TAKEN.contains(name) || isTwice) {
        findings.add(Finding.of(FormulaProblem.OUTPUT, written.position(), name));
        return false;
      }
    }
    if (names.isEmpty()) {
      findings.add(Finding.of(FormulaProblem.OUTPUT, written.position(), ""));
    }
    return !names.isEmpty();
  }

  private boolean hasGoodParameters() {
    Set<String> taken = new HashSet<>(NOT_PARAMETERS);
    taken.addAll(formula.names());
    for (String declared : formula.declared()) {
      Optional<String> name = OwnParameter.of(declared).map(OwnParameter::name);
      if (name.isEmpty()
          || !taken.add(name.get())
          || FormulaParser.isFunction(name.get())
          || JavaNames.isReserved(name.get())) {
        Member<?> written = declaration.members().get("parameters");
        findings.add(Finding.of(FormulaProblem.PARAMETER, written.position(), declared));
        return false;
      }
    }
    return true;
  }

  private <T> Optional<T> check(String name, String text, Member<?> member, Reader<T> reader) {
    try {
      return Optional.of(reader.read());
    } catch (BadFormula bad) {
      Problem problem =
          switch (bad.kind()) {
            case SYNTAX -> FormulaProblem.SYNTAX;
            case NAME -> FormulaProblem.NAME;
            case DOMAIN -> FormulaProblem.DOMAIN;
            case ROW -> FormulaProblem.ROW;
          };
      findings.add(
          Finding.of(
              problem,
              member.position(),
              name,
              bad.getMessage(),
              line(text),
              caret(bad.place()),
              bad.why(),
              bad.instead()));
      return Optional.empty();
    }
  }

  /** A formula in one line. */
  private static String line(String text) {
    return text.replaceAll("\\s|\\p{Cntrl}", " ");
  }

  private static String caret(int place) {
    return " ".repeat(place) + "^";
  }

  private void checkLoss(ParsedFormula parsed) {
    Expr loss = parsed.expr();
    for (Symbol output : formula.outputs()) {
      if (!loss.has(output)) {
        findings.add(Finding.of(FormulaProblem.UNUSED, nll.position(), output.letter()));
      }
    }
    for (OwnParameter parameter : formula.parameters()) {
      if (!loss.has(parameter.symbol())) {
        findings.add(Finding.of(FormulaProblem.UNUSED, nll.position(), parameter.name()));
      }
    }
    if (Canonical.terms(loss).stream().noneMatch(this::isLearnedFrom)) {
      findings.add(Finding.of(FormulaProblem.UNUSED, nll.position(), Letters.Y.letter()));
    }
    if (findings.isEmpty()) {
      checkSize(loss);
    }
    if (findings.isEmpty()) {
      FormulaBound.missing(formula, loss)
          .ifPresent(fall ->
              findings.add(
                  Finding.of(
                      FormulaProblem.UNBOUNDED,
                      nll.position(),
                      fall.output().letter(),
                      fall.at(),
                      fall.where(),
                      fall.loss())));
      if (!isSuppressed(FormulaProblem.KINK) && loss.has(this::isKink)) {
        findings.add(Finding.of(FormulaProblem.KINK, nll.position()));
      }
      if (!isSuppressed(FormulaProblem.UNSTABLE)) {
        checkDigits(parsed);
      }
    }
  }

  private boolean isSuppressed(Problem problem) {
    return declaration.head().suppressed().contains(problem.key());
  }

  private void checkDigits(ParsedFormula parsed) {
    for (FormulaDigits.Loss lost : FormulaDigits.lost(formula, parsed)) {
      findings.add(
          Finding.of(
              FormulaProblem.UNSTABLE,
              nll.position(),
              parsed.written(lost.expr()),
              lost.where(),
              line(parsed.text()),
              caret(parsed.place(lost.expr())),
              lost.better()
                  .orElse(
                      "a form that neither subtracts what is nearly the same, nor goes through what no"
                          + " double can hold")));
    }
  }

  private void checkSize(Expr loss) {
    double size = FormulaSize.of(Derivatives.of(loss, formula.outputs(), Map.of(), Map.of()));
    if (size > FormulaSize.MOST) {
      findings.add(Finding.of(FormulaProblem.LONG, nll.position(), (int) size, FormulaSize.MOST));
    }
  }

  private static boolean hasTarget(Expr expr) {
    return expr.has(Letters.Y) || expr.has(AtTarget.class::isInstance);
  }

  /** What has a target, but no output, is a constant. */
  private boolean isLearnedFrom(Expr term) {
    return hasTarget(term) && formula.outputs().stream().anyMatch(term::has);
  }

  /** The sign of a target is a number like others. */
  private boolean isKink(Expr part) {
    return part instanceof Call call
        && (call.function() == Function.SIGN || call.function() == Function.ABS)
        && formula.outputs().stream().anyMatch(call::has);
  }

  private void checkMeans() {
    Member<?> written = declaration.members().get("mean");
    if (written == null) {
      checkOutputAsMean();
      return;
    }
    if (formula.means().size() != formula.names().size()) {
      findings.add(
          Finding.of(
              FormulaProblem.MEANS,
              written.position(),
              formula.means().size(),
              formula.names().size()));
      return;
    }
    for (int i = 0; i < formula.means().size(); i++) {
      int output = i;
      Optional<Expr> mean =
          check("mean", formula.means().get(i), written, () -> formula.mean(output));
      if (mean.isPresent() && hasTarget(mean.get())) {
        findings.add(Finding.of(FormulaProblem.MEAN_OF_TARGET, written.position()));
      } else if (mean.isPresent() && i == 0) {
        checkRange(mean.get(), formula.means().get(0), written);
      }
    }
  }

  /** Without a mean, the output is predicted. */
  private void checkOutputAsMean() {
    Member<?> targets = declaration.members().get("targets");
    if (targets != null && findings.isEmpty()) {
      Symbol output = formula.outputs().get(0);
      checkRange(output, output.letter(), targets);
    }
  }

  /** The first of them is compared with targets. */
  private void checkRange(Expr mean, String text, Member<?> written) {
    Interval range = formula.intervals().of(mean);
    Interval targets = formula.ofTargets();
    if (range.low() < Math.min(targets.low(), 0) && targets.low() >= 0
        || range.high() > targets.high()) {
      findings.add(
          Finding.of(
              FormulaProblem.MEAN,
              written.position(),
              text,
              formula.targets(),
              range.low() < 0 ? "less than 0" : "more than 1"));
    }
  }
}
