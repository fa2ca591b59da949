package dev.surprisal.samples.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is sent back to a browser. */
record Reply(int status, String type, byte[] body) {
  private static final String JSON = "application/json";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private static final Pattern FILE = Pattern.compile("/([a-z]+\\.([a-z]+))");

  static Reply json(int status, String body) {
    return new Reply(status, JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  static Reply error(int status, String message) {
    return json(status, LossEndpoint.error(message));
  }

  /** A file of the page, if there is one of that path. */
  static Optional<Reply> file(String path) throws IOException {
    Matcher matcher = FILE.matcher(path.equals("/") ? "/index.html" : path);
    if (!matcher.matches() || !TYPES.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    try (InputStream file = Reply.class.getResourceAsStream("page/" + matcher.group(1))) {
      return file == null
          ? Optional.empty()
          : Optional.of(new Reply(200, TYPES.get(matcher.group(2)), file.readAllBytes()));
    }
  }
}
