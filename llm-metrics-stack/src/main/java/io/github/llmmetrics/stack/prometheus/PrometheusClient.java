package io.github.llmmetrics.stack.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a Prometheus, or a store that speaks its HTTP API. */
public final class PrometheusClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Prometheus refuses more than 11,000 points of a series in one answer. */
  private static final int MOST_POINTS = 10_000;

  private final URI server;
  private final HttpSource source;

  /**
   * A client.
   *
   * @param server where Prometheus is; a path is kept
   * @param source carries the questions
   * @throws PrometheusException if it is no {@code http} or {@code https} URL
   */
  public PrometheusClient(URI server, HttpSource source) {
    HttpSource.requireHttp(server);
    this.server = URI.create(server.toString().replaceAll("/+$", ""));
    this.source = source;
  }

  /**
   * The values of an expression over some time, in as many questions as Prometheus' limit asks for.
   *
   * @param expression PromQL
   * @param start of the time
   * @param end of the time
   * @param step between two values
   * @return the series
   * @throws PrometheusException if Prometheus does not answer, or refuses the question
   */
  public List<Series> range(String expression, Instant start, Instant end, Duration step) {
    Map<Map<String, String>, List<Series.Point>> series = new LinkedHashMap<>();
    Duration chunk = step.multipliedBy(MOST_POINTS - 1L);
    for (Instant from = start; !from.isAfter(end); from = from.plus(chunk).plus(step)) {
      Instant to = from.plus(chunk).isBefore(end) ? from.plus(chunk) : end;
      for (Series part : ask(expression, from, to, step)) {
        series.computeIfAbsent(part.labels(), labels -> new ArrayList<>()).addAll(part.points());
      }
    }
    return series.entrySet().stream()
        .map(entry -> new Series(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * The targets that it scrapes.
   *
   * @return in Prometheus' order
   * @throws PrometheusException if Prometheus does not answer
   */
  public List<ScrapedTarget> targets() {
    HttpResponse<String> response =
        source.send(URI.create(server + "/api/v1/targets?state=active"));
    JsonNode active = data(response).path("activeTargets");
    if (!active.isArray()) {
      throw notPrometheus();
    }
    List<ScrapedTarget> targets = new ArrayList<>();
    active.forEach(target -> targets.add(new ScrapedTarget(
        target.path("labels").path("job").asText(),
        target.path("labels").path("instance").asText(),
        target.path("health").asText(),
        target.path("lastError").asText())));
    return targets;
  }

  private List<Series> ask(String expression, Instant start, Instant end, Duration step) {
    URI address = URI.create(server + "/api/v1/query_range?query="
        + URLEncoder.encode(expression, StandardCharsets.UTF_8)
        + "&start=" + start.getEpochSecond()
        + "&end=" + end.getEpochSecond()
        + "&step=" + step.toSeconds());
    HttpResponse<String> response = source.send(address);
    JsonNode data = data(response);
    if (!data.path("resultType").asText().equals("matrix")) {
      throw notPrometheus();
    }
    List<Series> series = new ArrayList<>();
    data.path("result").forEach(result -> series.add(series(result)));
    return series;
  }

  private JsonNode data(HttpResponse<String> response) {
    JsonNode answer = json(response);
    if (answer.path("status").asText().equals("error")) {
      throw new PrometheusException(HttpSource.server(server) + " refuses a query: "
          + answer.path("error").asText("no reason given"));
    }
    if (response.statusCode() != 200) {
      throw new PrometheusException(
          HttpSource.server(server) + " answers " + HttpSource.explained(response));
    }
    return answer.path("data");
  }

  private JsonNode json(HttpResponse<String> response) {
    try {
      JsonNode answer = JSON.readTree(response.body());
      return answer == null ? JSON.missingNode() : answer;
    } catch (JsonProcessingException e) {
      if (response.statusCode() == 200) {
        throw notPrometheus();
      }
      return JSON.missingNode();
    }
  }

  private PrometheusException notPrometheus() {
    return new PrometheusException(HttpSource.server(server)
        + " answers, but not as Prometheus does; is it the right address?");
  }

  private Series series(JsonNode result) {
    Map<String, String> labels = new LinkedHashMap<>();
    result
        .path("metric")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    List<Series.Point> points = new ArrayList<>();
    result.path("values").forEach(value -> points.add(point(value)));
    return new Series(labels, points);
  }

  private Series.Point point(JsonNode value) {
    long milliseconds = Math.round(value.path(0).asDouble() * 1000);
    try {
      return new Series.Point(
          Instant.ofEpochMilli(milliseconds), number(value.path(1).asText()));
    } catch (NumberFormatException e) {
      throw notPrometheus();
    }
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
