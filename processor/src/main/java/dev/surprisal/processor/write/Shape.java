package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;

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
    int outputs = plan.width().perValue();
    if (outputs == 1) {
      return values;
    }
    return values.equals("1") ? String.valueOf(outputs) : outputs + " * " + values;
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
