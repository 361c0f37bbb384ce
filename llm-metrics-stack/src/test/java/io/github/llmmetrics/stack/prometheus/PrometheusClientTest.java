package io.github.llmmetrics.stack.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusClientTest {

  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(1);

  private static final String TWO_POINTS = """
      {"status":"success","data":{"resultType":"matrix","result":[
        {"metric":{"model":"m","a":"b"},"values":[[1763596800,"1.5"],[1763596860.5,"NaN"]]},
        {"metric":{},"values":[[1763596800,"+Inf"],[1763596860,"-Inf"]]}]}}
      """;

  @Test
  void range_answer_isSeriesWithPoints() throws IOException {
    try (FakeServer server = FakeServer.answering(TWO_POINTS)) {
      assertThat(range(server.address(), "a + b", 10))
          .containsExactly(
              new Series(
                  Map.of("model", "m", "a", "b"),
                  List.of(
                      new Series.Point(Instant.parse("2025-11-20T00:00:00Z"), 1.5),
                      new Series.Point(Instant.parse("2025-11-20T00:01:00.500Z"), Double.NaN))),
              new Series(
                  Map.of(),
                  List.of(
                      new Series.Point(
                          Instant.parse("2025-11-20T00:00:00Z"), Double.POSITIVE_INFINITY),
                      new Series.Point(
                          Instant.parse("2025-11-20T00:01:00Z"), Double.NEGATIVE_INFINITY))));
      assertThat(server.questions())
          .containsExactly(
              "/api/v1/query_range?query=a+%2B+b&start=1795132800&end=1795133400&step=60");
    }
  }

  @Test
  void range_moreThanPrometheusAnswersAtOnce_isAskedInParts() throws IOException {
    try (FakeServer server = FakeServer.answering(TWO_POINTS)) {
      List<Series> series = range(URI.create(server.address() + "/prefix/"), "a", 20_001);

      assertThat(series).hasSize(2);
      assertThat(series.get(0).points()).hasSize(6);
      assertThat(server.questions())
          .containsExactly(
              "/prefix/api/v1/query_range?query=a&start=1795132800&end=1795732740&step=60",
              "/prefix/api/v1/query_range?query=a&start=1795732800&end=1796332740&step=60",
              "/prefix/api/v1/query_range?query=a&start=1796332800&end=1796332860&step=60");
    }
  }

  @Test
  void range_queryThatIsRefused_saysWhy() throws IOException {
    String refusal = """
        {"status":"error","errorType":"bad_data","error":"1:3: parse error"}""";
    try (FakeServer server = FakeServer.answering(400, Map.of(), refusal)) {
      assertFailure(server.address(), server.address() + " refuses a query: 1:3: parse error");
    }
  }

  @Test
  void range_serverError_saysWhich() throws IOException {
    try (FakeServer server = FakeServer.answering(500, Map.of(), "oops")) {
      assertFailure(server.address(), server.address() + " answers 500");
    }
  }

  @Test
  void range_wrongCredentials_saysHowToGiveOthers() throws IOException {
    try (FakeServer server = FakeServer.answering(401, Map.of(), "")) {
      assertFailure(
          server.address(),
          server.address() + " answers 401: it wants other credentials (--header-file)");
    }
  }

  @Test
  void range_redirect_isNotFollowed() throws IOException {
    try (FakeServer other = FakeServer.answering(TWO_POINTS);
        FakeServer server =
            FakeServer.answering(302, Map.of("Location", other.address().toString()), "")) {
      assertFailure(
          server.address(),
          server.address() + " answers 302: it moved to " + other.address() + "; give that one");
      assertThat(other.questions()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "<html>",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"values\":[[1,\"x\"]]}]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"values\":[[]]}]}}"
      })
  void range_answerOfSomethingElse_isNoPrometheus(String body) throws IOException {
    try (FakeServer server = FakeServer.answering(body)) {
      assertFailure(
          server.address(),
          server.address() + " answers, but not as Prometheus does; is it the right address?");
    }
  }

  @Test
  void range_serverThatStopsInTheMiddle_isLeftAfterTheTimeout() throws IOException {
    try (FakeServer server = FakeServer.stuck()) {
      HttpSource source = new HttpSource(Map.of(), Duration.ofSeconds(1));
      PrometheusClient client = new PrometheusClient(server.address(), source);

      assertThatThrownBy(() -> client.range("a", START, START, STEP))
          .isInstanceOf(PrometheusException.class)
          .hasMessage(server.address() + " did not answer in 1 s");
    }
  }

  @Test
  void range_noServer_cannotBeReached() throws IOException {
    FakeServer server = FakeServer.answering("");
    server.close();

    assertThatThrownBy(() -> range(server.address(), "a", 1))
        .isInstanceOf(PrometheusException.class)
        .hasMessageStartingWith("cannot reach " + server.address() + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://localhost", "localhost:9090", "http:///x", "nothing"})
  void range_noHttpAddress_isRefused(String address) {
    assertThatThrownBy(() -> range(URI.create(address), "a", 1))
        .isInstanceOf(PrometheusException.class)
        .hasMessageEndingWith(" must be an http or https URL");
  }

  @Test
  void get_headers_areSentAndNeverShown() throws IOException {
    try (FakeServer server = FakeServer.answering("body")) {
      HttpSource source =
          new HttpSource(Map.of("Authorization", "Bearer secret"), Duration.ofSeconds(10));

      assertThat(source.get(server.address())).isEqualTo("body");
      assertThat(server.authorizations()).containsExactly("Bearer secret");
    }
    assertThatThrownBy(() -> new HttpSource(Map.of("Authorization", "a\u0000secret"), STEP)
            .get(URI.create("http://localhost")))
        .isInstanceOf(PrometheusException.class)
        .hasMessage("a header cannot be sent: [Authorization]");
  }

  @Test
  void get_threadThatIsInterrupted_staysInterrupted() throws IOException {
    try (FakeServer server = FakeServer.stuck()) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> range(server.address(), "a", 1))
          .isInstanceOf(PrometheusException.class)
          .hasMessage("interrupted while waiting for " + server.address());
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void assertFailure(URI server, String message) {
    assertThatThrownBy(() -> range(server, "a", 1))
        .isInstanceOf(PrometheusException.class)
        .hasMessage(message);
  }

  private static List<Series> range(URI server, String expression, int steps) {
    return new PrometheusClient(server, new HttpSource(Map.of(), Duration.ofSeconds(10)))
        .range(expression, START, START.plus(STEP.multipliedBy(steps)), STEP);
  }
}
