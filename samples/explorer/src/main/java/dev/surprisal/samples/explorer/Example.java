package dev.surprisal.samples.explorer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;

/**
 * What a page asks about: single numbers are checked here, what they mean by the generated classes.
 *
 * @param outputs what a model would emit for one example
 * @param targets what is true of it
 */
record Example(double[] outputs, double[] targets) {
  /** Keeps every answer finite: JSON has no infinity. */
  private static final int EDGE = 30;

  private static final int MOST = 16;

  static Example of(JsonObject request) {
    return new Example(numbers(request, "outputs"), numbers(request, "targets"));
  }

  /** The outputs, which have to be so many. */
  double[] outputs(int count) {
    return counted("outputs", outputs, count);
  }

  /** The targets, which have to be so many. */
  double[] targets(int count) {
    return counted("targets", targets, count);
  }

  /** The target, which has to be a single class. */
  int oneClass() {
    double target = targets(1)[0];
    if (target != (int) target) {
      throw new IllegalArgumentException("targets[0] = " + target + ": a class must be whole");
    }
    return (int) target;
  }

  /** A batch of the same row. */
  static double[] repeated(double[] row, int times) {
    double[] rows = new double[row.length * times];
    Arrays.setAll(rows, i -> row[i % row.length]);
    return rows;
  }

  private static double[] counted(String name, double[] values, int count) {
    if (values.length != count) {
      throw new IllegalArgumentException(
          name + ": length " + values.length + ", must be " + count + " in this family");
    }
    return values;
  }

  private static double[] numbers(JsonObject request, String name) {
    if (!(request.get(name) instanceof JsonArray array)) {
      throw new IllegalArgumentException(name + ": must be an array of numbers");
    }
    if (array.isEmpty() || array.size() > MOST) {
      throw new IllegalArgumentException(
          name + ": length " + array.size() + ", must be in 1.." + MOST);
    }
    double[] numbers = new double[array.size()];
    Arrays.setAll(numbers, i -> number(name + "[" + i + "]", array.get(i)));
    return numbers;
  }

  private static double number(String name, JsonElement element) {
    if (!(element instanceof JsonPrimitive primitive && primitive.isNumber())) {
      throw new IllegalArgumentException(name + " = " + element + ": must be a number");
    }
    double number = primitive.getAsDouble();
    if (Math.abs(number) > EDGE) {
      throw new IllegalArgumentException(
          name + " = " + element + ": must be in -" + EDGE + ".." + EDGE);
    }
    return number;
  }
}
