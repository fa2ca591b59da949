package dev.surprisal.samples.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.surprisal.runtime.LossValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerServerTest {
  private static final Offset<Double> EXACTLY = within(1e-12);

  private static ExplorerServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException {
    server = new ExplorerServer(0);
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void tellsAllOfACategorical() throws Exception {
    JsonObject answer = answer("categorical", "[2, 0, 1]", "[0]");
    JsonObject reading = answer.getAsJsonObject("reading");

    double[] gradients = new double[3];
    LossValue value =
        new CategoricalDigitLoss(3)
            .forwardBackward(new double[] {2, 0, 1}, new int[] {0}, gradients);
    assertThat(reading.get("nats").getAsDouble()).isEqualTo(value.mean());
    assertThat(reading.get("bits").getAsDouble()).isEqualTo(value.mean() / Math.log(2));
    assertThat(answer.get("perplexity").getAsDouble()).isEqualTo(value.perplexity());
    assertThat(numbers(reading, "gradients")).containsExactly(gradients);

    assertThat(value.mean()).isCloseTo(0.40760596444438, EXACTLY);
    double[] softmax = {0.6652409557748219, 0.09003057317038046, 0.24472847105479767};
    assertThat(numbers(reading, "predictions")).containsExactly(softmax, EXACTLY);
    assertThat(gradients)
        .containsExactly(new double[] {softmax[0] - 1, softmax[1], softmax[2]}, EXACTLY);
    assertThat(numbers(answer, "surprisals"))
        .containsExactly(
            new double[] {0.40760596444438, 2.40760596444438, 1.40760596444438}, EXACTLY);
    assertThat(answer.get("sum").getAsDouble()).isCloseTo(value.mean(), EXACTLY);
    assertThat(answer.get("entropy").getAsDouble()).isCloseTo(0.83239558183994, EXACTLY);
  }

  @Test
  void tellsTheHeadsAsTheyAreDeclared() throws Exception {
    JsonObject heads =
        JsonParser.parseString(send("GET", "api/heads", BodyPublishers.noBody()).body())
            .getAsJsonObject();
    assertThat(heads.keySet())
        .containsExactly(
            "bernoulli",
            "bernoullis",
            "beta",
            "binomial",
            "categorical",
            "floored",
            "focal",
            "gamma",
            "gaussian",
            "inversegaussian",
            "laplace",
            "lognormal",
            "mixture",
            "negativebinomial",
            "ordinal",
            "poisson",
            "quantile",
            "scaledlaplace",
            "studentt",
            "survival",
            "tweedie",
            "weibull");
    assertThat(heads.get("studentt").getAsString())
        .contains("degreesOfFreedom = 4")
        .endsWith("interface StudentT {}");
    assertThat(heads.get("categorical").getAsString())
        .startsWith("@Loss(distribution = CATEGORICAL")
        .contains("checkOutputs = false")
        .endsWith(")\ninterface Digit {}");
    assertThat(Files.readString(Path.of("README.md")))
        .contains(heads.get("categorical").getAsString());
    assertRefused(405, send("POST", "api/heads", BodyPublishers.noBody()), "must be GET, HEAD");
  }

  @Test
  void takesLogitsThatLookLikeProbabilities() throws Exception {
    JsonObject answer = answer("categorical", "[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]", "[0]");
    assertThat(answer.get("sum").getAsDouble()).isCloseTo(Math.log(Math.E + 9) - 1, EXACTLY);
  }

  @Test
  void tellsAllOfABernoulli() throws Exception {
    JsonObject answer = answer("bernoulli", "[0]", "[0.7]");
    JsonObject reading = answer.getAsJsonObject("reading");
    assertThat(reading.get("nats").getAsDouble()).isCloseTo(Math.log(2), EXACTLY);
    assertThat(reading.get("bits").getAsDouble()).isCloseTo(1, EXACTLY);
    assertThat(numbers(reading, "gradients")).containsExactly(new double[] {-0.2}, EXACTLY);
    assertThat(answer.get("perplexity").getAsDouble()).isCloseTo(2, EXACTLY);
    assertThat(answer.get("entropy").getAsDouble()).isCloseTo(Math.log(2), EXACTLY);
    assertThat(numbers(answer, "surprisals"))
        .containsExactly(new double[] {Math.log(2), Math.log(2)}, EXACTLY);
    assertThat(numbers(answer, "weights")).containsExactly(new double[] {0.3, 0.7}, EXACTLY);

    double[] losses = numbers(answer.getAsJsonObject("losses"), "heights");
    assertThat(losses[0]).isCloseTo(Math.log1p(Math.exp(8)) - 8 + 0.7 * 8, within(1e-9));
    assertThat(losses[losses.length / 2]).isCloseTo(Math.log(2), EXACTLY);
  }

  @Test
  void tellsAllOfSeveralBernoullis() throws Exception {
    JsonObject answer = answer("bernoullis", "[0, 3]", "[1, 0]");
    JsonObject reading = answer.getAsJsonObject("reading");
    double[] each = {Math.log(2), Math.log1p(Math.exp(3))};
    assertThat(numbers(answer, "surprisals")).containsExactly(each, EXACTLY);
    assertThat(reading.get("nats").getAsDouble()).isCloseTo(each[0] + each[1], EXACTLY);
    assertThat(numbers(reading, "gradients"))
        .containsExactly(new double[] {-0.5, 0.9525741268224334}, EXACTLY);
  }

  @Test
  void tellsAllOfAGaussian() throws Exception {
    JsonObject answer = answer("gaussian", "[-3, 3.2]", "[2]");
    JsonObject reading = answer.getAsJsonObject("reading");
    double variance = Math.exp(3.2);
    double miss = 25 / (2 * variance);
    assertThat(answer.get("width").getAsDouble()).isCloseTo(1.6, EXACTLY);
    assertThat(answer.get("miss").getAsDouble()).isCloseTo(miss, EXACTLY);
    assertThat(reading.get("nats").getAsDouble()).isCloseTo(1.6 + miss, EXACTLY);
    assertThat(numbers(reading, "predictions"))
        .containsExactly(new double[] {-3, variance}, within(1e-9));
    assertThat(numbers(reading, "gradients"))
        .containsExactly(new double[] {-5 / variance, 0.5 - miss}, EXACTLY);

    JsonObject bell = answer.getAsJsonObject("bell");
    double[] heights = numbers(bell, "heights");
    assertThat(bell.get("from").getAsDouble()).isEqualTo(-8);
    assertThat(heights[100]).as("at -3, the mean").isCloseTo(Math.exp(-1.6), EXACTLY);
    assertThat(heights[200]).as("at 2").isCloseTo(Math.exp(-1.6 - miss), EXACTLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "categorical | [2, 0, 1]     | [3]       | classes[0] = 3, in row 0: a class index must be",
        "categorical | [2, 0, 1]     | [-1]      | classes[0] = -1",
        "categorical | [2, 0, 1]     | [0.5]     | targets[0] = 0.5: a class must be whole",
        "categorical | [2, 0, 1]     | [0, 1, 2] | targets: length 3, must be 1",
        "categorical | []            | [0]       | outputs: length 0",
        "bernoulli   | [1, 2]        | [1]       | outputs: length 2, must be 1",
        "bernoulli   | [1]           | [1.5]     | targets[0] = 1.5, in row 0: must be in 0..1",
        "bernoullis  | [1, 2]        | [1]       | labels: length 1, must be 2",
        "bernoullis  | [1, 2]        | [1, -1]   | labels[1] = -1.0",
        "gaussian    | [1]           | [1]       | outputs: length 1, must be 2",
        "gaussian    | [1, 2]        | [31]      | targets[0] = 31: must be in -30..30",
        "gaussian    | [1e999, 2]    | [1]       | outputs[0] = 1e999: must be in -30..30",
        "gaussian    | ['1', 2]      | [1]       | the body is not JSON",
        "gaussian    | [\"1\", 2]    | [1]       | outputs[0] = \"1\": must be a number",
        "gaussian    | [null, 2]     | [1]       | outputs[0] = null: must be a number",
        "gaussian    | [NaN, 2]      | [1]       | the body is not JSON",
        "gaussian    | 3             | [1]       | outputs: must be an array of numbers",
        "gaussian    | null          | [1]       | outputs: must be an array of numbers",
        "zipf        | [1]           | [1]       | family = \"zipf\": must be one of bernoulli,",
        "poisson     | [1]           | [1.5]     | counts[0] = 1.5, in row 0",
        "weibull     | [1]           | [1]       | outputs: length 1, must be 2",
        "ordinal     | [1, 1, 1]     | [4]       | classes[0] = 4, in row 0",
      },
      quoteCharacter = '`')
  void refuses(String family, String outputs, String targets, String why) throws Exception {
    assertRefused(400, post(question(family, outputs, targets)), why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "7", "{}{}", "{family: 1}", "{} // a comment"})
  void refusesWhatIsNoObject(String body) throws Exception {
    assertRefused(400, post(body), "the body is not");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"family\": 3}", "{\"family\": [\"gaussian\"]}", "{\"family\": {}}"})
  void refusesWhatIsNoFamily(String body) throws Exception {
    assertRefused(400, post(body), "family = ");
  }

  @Test
  void refusesTooManyOutputs() throws Exception {
    String many = "[0" + ", 0".repeat(16) + "]";
    assertRefused(400, post(question("categorical", many, "[0]")), "outputs: length 17");
  }

  @Test
  void compilesAFormula() throws Exception {
    String formula =
        """
        {"nll": "(z - y)^2", "outputs": ["z"], "means": [], "targets": "REALS"}\
        """;
    HttpResponse<String> response = send("POST", "api/formula", BodyPublishers.ofString(formula));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("class TypedLoss implements");
    assertRefused(
        400,
        send("POST", "api/formula", BodyPublishers.ofString("{}")),
        "nll = null: must be a text");
    assertRefused(405, send("GET", "api/formula", BodyPublishers.noBody()), "must be POST");
  }

  @Test
  void refusesALongBody() throws Exception {
    assertRefused(413, post(" ".repeat(40_000)), "longer than 16384 bytes");
  }

  @Test
  void refusesWrongMethods() throws Exception {
    HttpResponse<String> got = send("GET", "api/loss", BodyPublishers.noBody());
    assertRefused(405, got, "must be POST");
    assertThat(got.headers().firstValue("Allow")).hasValue("POST");
    assertRefused(405, send("DELETE", "", BodyPublishers.noBody()), "must be GET, HEAD");
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    HttpResponse<String> head = send("HEAD", "", BodyPublishers.noBody());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "api",
        "api/loss/",
        "api/lossy",
        "page/index.html",
        "Main.class",
        "..%2FMain.class",
        "%2e%2e/Main.class",
        "nothing.js",
        "index.htm"
      })
  void refusesUnknownPaths(String path) throws Exception {
    assertRefused(404, send("GET", path, BodyPublishers.noBody()), "there is nothing at /");
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 403",
    "127.0.0.1.evil.example:80, 403",
    "localhost@evil.example, 403",
    "127.0.0.1:8080, 200",
    "LOCALHOST, 200",
    "[::1]:1, 200"
  })
  void isReachedByNamesOfThisComputerAlone(String host, int status) throws IOException {
    try (Socket socket = new Socket(server.address().getHost(), server.address().getPort());
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(reader.readLine()).startsWith("HTTP/1.1 " + status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, 403",
    "http://127.0.0.1.evil.example, 403",
    "null, 403",
    "http://127.0.0.1:8080, 400",
    "http://localhost, 400"
  })
  void isPostedToByPagesOfThisComputerAlone(String origin, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("/api/formula"))
            .header("Origin", origin)
            .POST(BodyPublishers.ofString("{}"))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "'', text/html",
    "index.html, text/html",
    "base.css, text/css",
    "explorer.js, text/javascript",
    "icon.svg, image/svg+xml"
  })
  void servesThePage(String path, String type) throws Exception {
    HttpResponse<String> page = send("GET", path, BodyPublishers.noBody());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'self'");
    assertThat(page.body()).isNotBlank();
  }

  private static JsonObject answer(String family, String outputs, String targets) throws Exception {
    HttpResponse<String> response = post(question(family, outputs, targets));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  private static String question(String family, String outputs, String targets) {
    return "{\"family\": \"%s\", \"outputs\": %s, \"targets\": %s}"
        .formatted(family, outputs, targets);
  }

  private static void assertRefused(int status, HttpResponse<String> response, String why) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonObject body = JsonParser.parseString(response.body()).getAsJsonObject();
    assertThat(body.keySet()).containsExactly("error");
    assertThat(body.get("error").getAsString()).contains(why);
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return send("POST", "api/loss", BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("/" + path)).method(method, body).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static double[] numbers(JsonObject object, String name) {
    JsonArray array = object.getAsJsonArray(name);
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(element -> element.getAsDouble())
        .toArray();
  }
}
