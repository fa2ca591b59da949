package dev.surprisal.samples.explorer;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What pages and server tell each other. */
final class Json {
  /** JSON has no infinity and no NaN: null stands for both. */
  private static final TypeAdapter<Double> FINITE =
      new TypeAdapter<>() {
        @Override
        public void write(JsonWriter out, Double value) throws IOException {
          if (Double.isFinite(value)) {
            out.value(value);
          } else {
            out.nullValue();
          }
        }

        @Override
        public Double read(JsonReader in) throws IOException {
          return in.nextDouble();
        }
      };

  private static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .disableHtmlEscaping()
          .registerTypeAdapter(double.class, FINITE)
          .create();

  private Json() {}

  static String of(Object answer) {
    return GSON.toJson(answer);
  }

  /** An object that a page sent. */
  static JsonObject parsed(String request) {
    try {
      if (GSON.fromJson(request, JsonElement.class) instanceof JsonObject object) {
        return object;
      }
      throw new IllegalArgumentException("the body is not a JSON object");
    } catch (JsonParseException malformed) {
      throw new IllegalArgumentException("the body is not JSON", malformed);
    }
  }

  /** A text of an object. */
  static String text(JsonObject object, String name) {
    return text(name, object.get(name));
  }

  /** The texts of an array of an object. */
  static List<String> texts(JsonObject object, String name) {
    if (!(object.get(name) instanceof JsonArray array)) {
      throw new IllegalArgumentException(name + ": must be an array of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonElement element : array) {
      texts.add(text(name + "[" + texts.size() + "]", element));
    }
    return texts;
  }

  private static String text(String name, JsonElement element) {
    if (element instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw new IllegalArgumentException(name + " = " + element + ": must be a text");
  }
}
