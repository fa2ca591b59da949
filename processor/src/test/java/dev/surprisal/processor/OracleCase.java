package dev.surprisal.processor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What PyTorch was given, and what it gave. A README beside the files says where they come from.
 *
 * @param file the name of the file, which is that of the loss
 * @param json the case as it stands there
 */
record OracleCase(String file, JsonObject json) {
  private static final Path FOLDER = Path.of("src", "test", "resources", "oracle");

  static final List<OracleCase> ALL =
      Stream.of(
              "cross_entropy_index",
              "cross_entropy_probs",
              "bce_with_logits",
              "multilabel_soft_margin",
              "mse",
              "gaussian_nll")
          .flatMap(OracleCase::read)
          .toList();

  /**
   * Losses and gradients, PyTorch's or ours.
   *
   * @param losses one for each example or each output, or one for all
   * @param gradients by the outputs; where the variance is learned, by all means and then by all
   *     variances
   */
  record Result(double[] losses, double[] gradients) {}

  private static Stream<OracleCase> read(String file) {
    String text = Compiling.read(FOLDER.resolve(file + ".json"));
    return elements(JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cases"))
        .map(json -> new OracleCase(file, json.getAsJsonObject()));
  }

  /** The file and the id in it, which other files may have as well. */
  String name() {
    return file + " " + json.get("id").getAsString();
  }

  private JsonObject inputs() {
    return json.getAsJsonObject("inputs");
  }

  boolean has(String input) {
    return inputs().has(input);
  }

  /** How losses become one: none, sum or mean. */
  String reduction() {
    return inputs().get("reduction").getAsString();
  }

  boolean isMean() {
    return reduction().equals("mean");
  }

  /** The last number of the shape. Outputs without a second dimension have one column. */
  int columns() {
    JsonArray shape = inputs().getAsJsonArray("shape");
    return shape.size() == 1 ? 1 : shape.get(1).getAsInt();
  }

  /** A number that stands outside of arrays: a double, whatever the precision of the arrays. */
  double number(String input) {
    return inputs().get(input).getAsDouble();
  }

  int[] indices(String input) {
    return numbers(inputs().getAsJsonArray(input)).mapToInt(index -> (int) index).toArray();
  }

  /** An array of real numbers, which are floats, widened; empty where it is not given. */
  double[] reals(String input) {
    return has(input)
        ? numbers(inputs().getAsJsonArray(input)).map(number -> (float) number).toArray()
        : new double[0];
  }

  /** The outputs of the model, means where the variance is learned. */
  double[] outputs() {
    return reals(has("logits") ? "logits" : "input");
  }

  /** What PyTorch gives in float64; nothing where it refuses. */
  Optional<Result> inDouble() {
    return result("float64");
  }

  /** What PyTorch gives in float32; nothing where it refuses. */
  Optional<Result> inFloat() {
    return result("float32");
  }

  private Optional<Result> result(String precision) {
    JsonObject given = json.getAsJsonObject(precision);
    if (given.has("error")) {
      return Optional.empty();
    }
    return Optional.of(
        new Result(
            data(given, "loss").toArray(),
            Stream.of("grad_logits", "grad_input", "grad_var")
                .filter(given::has)
                .flatMapToDouble(gradient -> data(given, gradient))
                .toArray()));
  }

  private static DoubleStream data(JsonObject result, String name) {
    return numbers(result.getAsJsonObject(name).getAsJsonArray("data"));
  }

  /** JSON has no infinities and no NaN: these are strings. */
  private static DoubleStream numbers(JsonArray array) {
    return elements(array)
        .map(JsonElement::getAsString)
        .mapToDouble(text ->
            switch (text) {
              case "inf" -> Double.POSITIVE_INFINITY;
              case "-inf" -> Double.NEGATIVE_INFINITY;
              default -> Double.parseDouble(text);
            });
  }

  private static Stream<JsonElement> elements(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public String toString() {
    return name();
  }
}
