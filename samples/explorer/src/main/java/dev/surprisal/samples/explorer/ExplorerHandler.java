package dev.surprisal.samples.explorer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Serves the page and what it asks for, and says in JSON what is wrong with any other request. */
final class ExplorerHandler implements HttpHandler {
  static final String ENDPOINT = "/api/loss";

  private static final String FORMULA = "/api/formula";

  private static final String HEADS = "/api/heads";

  private static final int LONGEST_BODY = 1 << 14;

  /** A page elsewhere can point its own name here; it cannot make its name one of these. */
  private static final Pattern LOOPBACK_HOST =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);

  /** Nor can it post from there. */
  private static final Pattern LOOPBACK_ORIGIN =
      Pattern.compile("http://" + LOOPBACK_HOST.pattern(), Pattern.CASE_INSENSITIVE);

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, reply(exchange));
    }
  }

  private static Reply reply(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (host == null || !LOOPBACK_HOST.matcher(host).matches()) {
      return Reply.error(403, "the Host header must name this computer's loopback interface");
    }
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (origin != null && !LOOPBACK_ORIGIN.matcher(origin).matches()) {
      return Reply.error(403, "the Origin header must name this computer's loopback interface");
    }
    String path = exchange.getRequestURI().getPath();
    if (path.equals(ENDPOINT)) {
      return posted(exchange, LossEndpoint::answer);
    }
    if (path.equals(FORMULA)) {
      return posted(exchange, LossEndpoint::formula);
    }
    Optional<Reply> read =
        path.equals(HEADS) ? Optional.of(Reply.json(200, LossEndpoint.heads())) : Reply.file(path);
    if (read.isEmpty()) {
      return Reply.error(404, "there is nothing at " + path);
    }
    boolean isRead = hasMethod(exchange, "GET") || hasMethod(exchange, "HEAD");
    return isRead ? read.get() : wrongMethod(exchange, "GET, HEAD");
  }

  private static boolean hasMethod(HttpExchange exchange, String method) {
    return exchange.getRequestMethod().equals(method);
  }

  private static Reply wrongMethod(HttpExchange exchange, String right) {
    exchange.getResponseHeaders().set("Allow", right);
    return Reply.error(405, "the method must be " + right);
  }

  private static Reply posted(HttpExchange exchange, UnaryOperator<String> answer)
      throws IOException {
    if (!hasMethod(exchange, "POST")) {
      return wrongMethod(exchange, "POST");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      return Reply.error(413, "the body is longer than " + LONGEST_BODY + " bytes");
    }
    try {
      return Reply.json(200, answer.apply(new String(body, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException wrong) {
      return Reply.error(400, wrong.getMessage());
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", reply.type());
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cache-Control", "no-store");
    if (hasMethod(exchange, "HEAD")) {
      exchange.sendResponseHeaders(reply.status(), -1);
    } else {
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }
}
