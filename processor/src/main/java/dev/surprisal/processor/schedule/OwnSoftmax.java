package dev.surprisal.processor.schedule;

import dev.surprisal.annotation.TargetForm;
import dev.surprisal.annotation.Targets;
import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Functions;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.express.distribution.Softmax;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.OwnFormula;
import dev.surprisal.processor.schedule.program.Algorithm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds formulas of rows that are the loss of a categorical distribution, which has kernels. */
final class OwnSoftmax {
  private static final Expr LOG_SUM_EXP = Rows.logSumExp(Letters.Z);

  private OwnSoftmax() {}

  /** The options with which a categorical distribution has the loss of a formula, if any. */
  static Optional<Options> of(Likelihood likelihood, Options options) {
    Optional<OwnFormula> formula = options.formula();
    if (formula.isEmpty() || likelihood.outputs().size() > 1) {
      return Optional.empty();
    }
    Expr nll = likelihood.nll().replace(likelihood.outputs().get(0), Letters.Z);
    return target(formula.get().targets())
        .map(target -> categorical(target, penalty(nll), options))
        .filter(categorical -> plain(new Softmax(categorical).loss()).equals(nll));
  }

  /** What classes, or amounts of each, are to a categorical distribution. */
  private static Optional<TargetForm> target(Targets targets) {
    return switch (targets) {
      case CLASSES -> Optional.of(TargetForm.CLASS_INDEX);
      case PROBABILITIES, COUNTS, AMOUNTS, POSITIVE -> Optional.of(TargetForm.PROBABILITIES);
      case REALS -> Optional.empty();
    };
  }

  /** What multiplies the square of the log-sum-exp; 0 if nothing does. */
  private static double penalty(Expr nll) {
    return Canonical.terms(nll).stream()
        .filter(term -> term.over(LOG_SUM_EXP.squared()) instanceof Expr.Constant)
        .mapToDouble(Canonical::coefficient)
        .filter(factor -> factor > 0)
        .findFirst()
        .orElse(0);
  }

  private static Options categorical(TargetForm target, double penalty, Options own) {
    Map<String, Object> members = new HashMap<>();
    members.put(Option.TARGET.member(), target);
    members.put(Option.Z_LOSS.member(), penalty);
    members.put(Option.EXAMPLE_WEIGHTS.member(), own.exampleWeights());
    members.put(Option.LAYOUT.member(), own.layout());
    own.ignoreIndex().ifPresent(index -> members.put(Option.IGNORE_INDEX.member(), index));
    return Options.of(members);
  }

  /** Without letters, and with numbers in the place of what options say. */
  private static Expr plain(Expr expr) {
    if (expr instanceof Parameter option) {
      return Expr.of(option.value());
    }
    return expr instanceof Definition letter
        ? plain(letter.meaning())
        : expr.map(OwnSoftmax::plain);
  }

  /** The kernels of a categorical distribution, with the predictions of the formula. */
  static Algorithm algorithm(Options categorical, Likelihood likelihood, Algorithm ofFormula) {
    Algorithm kernels = SoftmaxScheduler.algorithm(categorical);
    Expr softmax = Functions.share(likelihood.outputs().get(0));
    boolean isSoftmax =
        likelihood.means().stream().map(RowCalls::of).toList().equals(List.of(softmax));
    return isSoftmax ? kernels : kernels.withPrediction(ofFormula.prediction());
  }
}
