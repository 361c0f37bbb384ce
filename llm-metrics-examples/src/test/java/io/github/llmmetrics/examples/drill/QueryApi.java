package io.github.llmmetrics.examples.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The HTTP API that Prometheus has, and stores that speak as it does.
 *
 * @param server where it is
 */
record QueryApi(URI server) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** What an expression gives at a time: a list of series. */
  JsonNode query(String expression, Instant at) throws IOException, InterruptedException {
    JsonNode answer = JSON.readTree(get("/api/v1/query?time=" + at.toEpochMilli() / 1000.0
        + "&query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)));
    assertThat(answer.path("status").asText())
        .as("%s: %s", expression, answer)
        .isEqualTo("success");
    return answer.path("data").path("result");
  }

  /** The body of an answer. */
  String get(String path) throws IOException, InterruptedException {
    var answer = CLIENT.send(
        HttpRequest.newBuilder(URI.create(server + path)).build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  static Map<String, String> labels(JsonNode metric) {
    Map<String, String> labels = new TreeMap<>();
    metric
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }
}
