package dev.surprisal.samples.explorer;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The one question that a page can ask: the loss of outputs and targets, in a family. */
final class LossEndpoint {
  private static final Gson GSON =
      new GsonBuilder().setStrictness(Strictness.STRICT).disableHtmlEscaping().create();

  private static final Map<String, Function<Example, Record>> FAMILIES =
      new TreeMap<>(
          Map.of(
              "categorical", Categorical::of,
              "bernoulli", Bernoulli::of,
              "bernoullis", Bernoullis::of,
              "gaussian", Gaussian::of));

  private LossEndpoint() {}

  /** The answer, as JSON. What is wrong with a request is told by an IllegalArgumentException. */
  static String answer(String request) {
    JsonObject object = parsed(request);
    Function<Example, Record> family = family(object.get("family"));
    return GSON.toJson(family.apply(Example.of(object)));
  }

  /** A word about what went wrong, as JSON. */
  static String error(String message) {
    JsonObject error = new JsonObject();
    error.addProperty("error", message);
    return GSON.toJson(error);
  }

  private static JsonObject parsed(String request) {
    try {
      if (GSON.fromJson(request, JsonElement.class) instanceof JsonObject object) {
        return object;
      }
      throw new IllegalArgumentException("the body is not a JSON object");
    } catch (JsonParseException malformed) {
      throw new IllegalArgumentException("the body is not JSON", malformed);
    }
  }

  private static Function<Example, Record> family(JsonElement name) {
    if (name instanceof JsonPrimitive primitive && FAMILIES.containsKey(primitive.getAsString())) {
      return FAMILIES.get(primitive.getAsString());
    }
    throw new IllegalArgumentException(
        "family = " + name + ": must be one of " + String.join(", ", FAMILIES.keySet()));
  }
}
