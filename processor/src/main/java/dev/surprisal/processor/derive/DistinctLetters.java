package dev.surprisal.processor.derive;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Once;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives what came by its letter in deriving another one, where that stands for something else. */
final class DistinctLetters {
  private final Set<String> taken = new HashSet<>();
  private final Map<Expr, String> letters = new HashMap<>();

  private DistinctLetters() {}

  /** The same with a letter for each meaning. */
  static Derivatives of(Derivatives derived) {
    DistinctLetters distinct = new DistinctLetters();
    List<Expr> loss = List.of(derived.loss());
    for (List<Expr> exprs : List.of(loss, derived.gradients(), derived.curvatures())) {
      exprs.forEach(distinct::take);
    }
    return derived.map(
        new Once((expr, inside) -> {
          Expr inner = expr.map(inside);
          return expr instanceof Definition letter
              ? Expr.define(distinct.letterOf(letter), ((Definition) inner).meaning())
              : inner;
        }));
  }

  private void take(Expr expr) {
    if (expr instanceof Symbol symbol) {
      taken.add(symbol.letter());
    }
    expr.parts().forEach(this::take);
  }

  private String letterOf(Definition definition) {
    return letters.computeIfAbsent(
        definition.meaning(),
        meaning -> {
          String letter = definition.letter();
          for (int number = 2; !taken.add(letter); number++) {
            letter = definition.letter() + number;
          }
          return letter;
        });
  }
}
