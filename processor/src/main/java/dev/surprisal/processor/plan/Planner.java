package dev.surprisal.processor.plan;

import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.family.Family;
import dev.surprisal.processor.model.Carrier;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.Head;
import dev.surprisal.processor.model.Member;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Plans the loss class of a declaration in which no problem was found. */
public final class Planner {
  private Planner() {}

  /** Decides everything; nothing is written yet. */
  public static LossPlan plan(Declaration declaration) {
    Family family = Family.of(declaration.distribution().value());
    Head head = declaration.head();
    Width width = width(declaration, family);
    return new LossPlan(
        head.packageName(),
        head.lossName(),
        head.isPublic(),
        headName(head),
        reals(declaration),
        width,
        divisor(declaration, width),
        family.targets(),
        family.wording(),
        family.formula(),
        family.algorithm());
  }

  private static HeadName headName(Head head) {
    if (head.carrier() == Carrier.TYPE) {
      return new HeadName(head.displayName(), Optional.empty());
    }
    int last = head.names().size() - 1;
    List<String> enclosing = head.names().subList(0, last);
    return new HeadName(String.join(".", enclosing), Optional.of(head.names().get(last)));
  }

  private static Width width(Declaration declaration, Family family) {
    return new Width(
        declaration
            .size()
            .map(size -> OptionalInt.of(size.value()))
            .orElse(family.size().whenLeftOut()));
  }

  /** The type of the head says the precision, then the annotation, then the default. */
  private static Reals reals(Declaration declaration) {
    Precision precision =
        declaration
            .head()
            .type()
            .precision()
            .or(() -> declaration.precision().map(Member::value))
            .orElse(Precision.FLOAT);
    return switch (precision) {
      case FLOAT -> Reals.FLOATS;
      case DOUBLE -> Reals.DOUBLES;
    };
  }

  /** With one output per example, both means are the same, and the plainer one is planned. */
  private static Divisor divisor(Declaration declaration, Width width) {
    return switch (declaration.reduction().map(Member::value).orElse(Reduction.MEAN)) {
      case MEAN -> Divisor.EXAMPLES;
      case MEAN_OF_OUTPUTS -> width.isOne() ? Divisor.EXAMPLES : Divisor.OUTPUTS;
      case SUM -> Divisor.NOTHING;
    };
  }
}
