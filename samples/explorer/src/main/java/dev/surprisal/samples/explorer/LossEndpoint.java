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

/** What a page can ask: the loss of outputs and targets, in a family, and the heads of all. */
final class LossEndpoint {
  /**
   * A kind of loss.
   *
   * @param type declares the head that the page shows
   * @param answer what its losses say of an example
   */
  private record Family(Class<?> type, Function<Example, Record> answer) {}

  private static final Gson GSON =
      new GsonBuilder().setStrictness(Strictness.STRICT).disableHtmlEscaping().create();

  private static final Map<String, Family> FAMILIES =
      new TreeMap<>(
          Map.of(
              "categorical", new Family(Categorical.class, Categorical::of),
              "bernoulli", new Family(Bernoulli.class, Bernoulli::of),
              "bernoullis", new Family(Bernoullis.class, Bernoullis::of),
              "gaussian", new Family(Gaussian.class, Gaussian::of)));

  private LossEndpoint() {}

  /** The answer, as JSON. What is wrong with a request is told by an IllegalArgumentException. */
  static String answer(String request) {
    JsonObject object = parsed(request);
    Family family = family(object.get("family"));
    return GSON.toJson(family.answer().apply(Example.of(object)));
  }

  /** The declaration of the head of each family, as JSON. */
  static String heads() {
    JsonObject heads = new JsonObject();
    FAMILIES.forEach((name, family) -> heads.addProperty(name, Heads.first(family.type())));
    return GSON.toJson(heads);
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

  private static Family family(JsonElement name) {
    if (name instanceof JsonPrimitive primitive && FAMILIES.containsKey(primitive.getAsString())) {
      return FAMILIES.get(primitive.getAsString());
    }
    throw new IllegalArgumentException(
        "family = " + name + ": must be one of " + String.join(", ", FAMILIES.keySet()));
  }
}
