package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.CompositePlan;
import java.util.stream.Collectors;

/** The Javadoc of a composite loss. */
final class CompositeDoc {
  private CompositeDoc() {}

  static String classDoc(CompositePlan plan) {
    String heads =
        plan.parts().stream()
            .map(part ->
                DocWriter.wrap(
                    "  <li>{@code "
                        + part.name()
                        + "}, as {@link "
                        + part.loss().className()
                        + "} has it, times "
                        + part.weight()))
            .collect(Collectors.joining());
    return DocWriter.wrap(
            "The loss of all heads of {@link "
                + plan.type()
                + "} together, in nats: the sum of the losses of its heads, each reduced as the head"
                + " says and times its factor.")
        + "\n<ul>\n"
        + heads
        + "</ul>\n\n"
        + DocWriter.wrap(
            "<p>The gradient of each head is that of its own loss times its factor. All arguments of"
                + " all heads are checked before anything is written; an error names the head.")
        + "\n"
        + DocWriter.wrap(
            "<p>Heads may differ in the number of their rows, but for {@link #perExample}, which adds"
                + " the losses of an example in all heads, each times its factor. The total has the"
                + " weight of the head that has most: totals of batches in which heads leave out"
                + " different rows add up approximately, {@link Values} exactly.")
        + "\n"
        + DocWriter.wrap(
            "<p>In micro-batches, add up the {@link #denominators} of all of them, and give the sum to"
                + " {@code valuesAndGradients} with each: their gradients are then parts of those of the"
                + " whole batch. One denominator for all heads does that only where they all count the"
                + " same, and is refused otherwise.")
        + (plan.holdsOutputs()
            ? "\n"
                + DocWriter.wrap(
                    "<p>Gradients are written to the arrays that the accessors of the record return:"
                        + " an accessor that returns a copy would lose them.")
            : "");
  }
}
