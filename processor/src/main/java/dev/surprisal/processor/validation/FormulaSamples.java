package dev.surprisal.processor.validation;

import dev.surprisal.annotation.Targets;
import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Facts.Interval;
import dev.surprisal.processor.express.option.OwnFormula;
import dev.surprisal.processor.express.text.OwnParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for the letters of a formula that it is tried with. */
final class FormulaSamples {
  private FormulaSamples() {}

  /** Each target with low and high parameters, the outputs being 0. */
  static List<Map<Symbol, Double>> of(OwnFormula formula) {
    List<Map<Symbol, Double>> samples = new ArrayList<>();
    double[] shares = formula.parameters().isEmpty() ? new double[1] : new double[] {0.75, 0.25};
    for (double share : shares) {
      for (double y : targets(formula)) {
        Map<Symbol, Double> sample = new HashMap<>();
        formula.outputs().forEach(output -> sample.put(output, 0.0));
        for (OwnParameter parameter : formula.parameters()) {
          sample.put(parameter.symbol(), inside(parameter.range(), share));
        }
        sample.put(Letters.Y, y);
        samples.add(sample);
      }
    }
    return samples;
  }

  /** Its target and parameters. */
  static String words(OwnFormula formula, Map<Symbol, Double> sample) {
    StringBuilder words = new StringBuilder();
    words.append(formula.targets() == Targets.CLASSES ? "0" : sample.get(Letters.Y).toString());
    for (OwnParameter parameter : formula.parameters()) {
      words.append(", ").append(parameter.name()).append(" = ");
      words.append(sample.get(parameter.symbol()));
    }
    return words.toString();
  }

  /** A number of a range, nearer to its low end or to its high one. */
  private static double inside(Interval range, double share) {
    boolean hasLow = range.low() > -Double.MAX_VALUE;
    boolean hasHigh = range.high() < Double.MAX_VALUE;
    if (hasLow && hasHigh) {
      return range.low() + share * (range.high() - range.low());
    }
    double distance = 4 * share;
    if (hasLow) {
      return range.low() + distance;
    }
    return hasHigh ? range.high() - distance : 2 - distance;
  }

  private static double[] targets(OwnFormula formula) {
    return switch (formula.targets()) {
      case REALS -> new double[] {-2, 0, 3};
      case CLASSES -> new double[] {0};
      case COUNTS -> new double[] {0, 1, 5};
      case AMOUNTS -> new double[] {0, 0.5, 3};
      case POSITIVE -> new double[] {0.5, 3};
      case PROBABILITIES -> new double[] {0, 0.25, 1};
    };
  }
}
