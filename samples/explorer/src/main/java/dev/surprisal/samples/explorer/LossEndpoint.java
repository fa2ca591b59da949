package dev.surprisal.samples.explorer;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What a page can ask: the loss of outputs and targets, in a family, and the heads of all. */
final class LossEndpoint {
  private static final Map<String, Family> FAMILIES = families();

  private static final Formulas FORMULAS = new Formulas();

  private LossEndpoint() {}

  private static Map<String, Family> families() {
    Map<String, Family> families = new TreeMap<>(Values.families());
    families.put("categorical", new Family(Categorical.Digit.class, Categorical::of));
    families.put("bernoulli", new Family(Bernoulli.Malignant.class, Bernoulli::of));
    families.put("bernoullis", new Family(Bernoullis.Properties.class, Bernoullis::of));
    families.put("gaussian", new Family(Gaussian.Height.class, Gaussian::of));
    return families;
  }

  /** The answer, as JSON. What is wrong with a request is told by an IllegalArgumentException. */
  static String answer(String request) {
    JsonObject object = Json.parsed(request);
    return Json.of(answer(object).apply(Example.of(object)));
  }

  private static Function<Example, ? extends Record> answer(JsonObject request) {
    if (request.has("formula")) {
      FormulaHead head = FormulaHead.of(request.get("formula"));
      return example -> FORMULAS.value(head, example);
    }
    return family(request.get("family")).answer();
  }

  /** What the compiler says of a formula, as JSON. */
  static String formula(String request) {
    return Json.of(FORMULAS.compiled(FormulaHead.of(Json.parsed(request))));
  }

  /** The declaration of the head of each family, as JSON. */
  static String heads() {
    JsonObject heads = new JsonObject();
    FAMILIES.forEach((name, family) -> heads.addProperty(name, Heads.source(family.head())));
    return Json.of(heads);
  }

  /** A word about what went wrong, as JSON. */
  static String error(String message) {
    JsonObject error = new JsonObject();
    error.addProperty("error", message);
    return Json.of(error);
  }

  private static Family family(JsonElement name) {
    if (name instanceof JsonPrimitive primitive && FAMILIES.containsKey(primitive.getAsString())) {
      return FAMILIES.get(primitive.getAsString());
    }
    throw new IllegalArgumentException(
        "family = " + name + ": must be one of " + String.join(", ", FAMILIES.keySet()));
  }
}
