package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.Width;

/** Where outputs lie in their array, as expressions of the generated class. */
record Shape(LossPlan plan) {
  /** The number of classes, labels or values per example. */
  String size() {
    if (plan.width().isOne()) {
      return "1";
    }
    return plan.width().isGiven() ? "size" : "SIZE";
  }

  /** Classes, labels or values per example, at all positions of it together. */
  String valuesOfExample() {
    if (!plan.isStrided()) {
      return size();
    }
    return plan.width().isOne() ? "positions" : size() + " * positions";
  }

  /** Outputs per example, at all positions of it together. */
  String rowLength() {
    return outputsOf(valuesOfExample());
  }

  /** Outputs per example at one of its positions. */
  String outputsOfRow() {
    return outputsOf(size());
  }

  private String outputsOf(String values) {
    if (plan.width().perValue() == 1) {
      return values;
    }
    String outputs = perValue(plan.width());
    return values.equals("1") ? outputs : outputs + " * " + values;
  }

  /** The number of all rows or, where sums go by these, of all values. */
  String parts() {
    if (!plan.goesByValue()) {
      return "rows";
    }
    String outputs = perValue(plan.width());
    return plan.wording().outputs()
        + ".length"
        + (outputs.equals("1")
            ? ""
            : " / " + (plan.width().hasComponents() ? "(" + outputs + ")" : outputs));
  }

  /** Outputs for each class, label or value. */
  static String perValue(Width width) {
    return width.hasComponents()
        ? width.perComponent() + " * COMPONENTS"
        : String.valueOf(width.perValue());
  }

  /** The first output of a row. */
  String start(String row) {
    return plan.isStrided()
        ? "%1$s / positions * (%2$s * positions) + %1$s %% positions".formatted(row, size())
        : row + " * " + rowLength();
  }

  /** An output of the row that begins at {@code start}. */
  String at(String output) {
    return "start + " + output + (plan.isStrided() ? " * positions" : "");
  }
}
