package io.github.llmmetrics.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.llmmetrics.examples.chat.engine.EngineConfig;
import io.github.llmmetrics.examples.chat.engine.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A service on free ports, and a client of it. */
final class TestService implements AutoCloseable {

  static final Model JARGON = Model.jargon();
  private static final Model BABBLE = Model.random(JARGON.tokenizer(), "babble", 320, 6, 512, 1);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final ChatService service;

  private TestService(ChatService service) {
    this.service = service;
  }

  /** Serves both models with room for all. */
  static TestService start() {
    return start(jargon(EngineConfig.defaults()), babble(EngineConfig.defaults()));
  }

  static TestService start(ServedModel.Spec... specs) {
    return start(options(), specs);
  }

  /** Serves two models that faults can strike. */
  static TestService startForFireDrill() {
    return start(
        options("--faults"), ServedModel.Spec.forFireDrill().toArray(ServedModel.Spec[]::new));
  }

  private static Options options(String... more) {
    return Options.parse(
        Stream.concat(Stream.of("--port", "0", "--metrics-port", "0", "--no-load"), Stream.of(more))
            .toArray(String[]::new));
  }

  private static TestService start(Options options, ServedModel.Spec... specs) {
    try {
      return new TestService(ChatService.start(options, List.of(specs)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ServedModel.Spec jargon(EngineConfig limits) {
    return new ServedModel.Spec("jargon", JARGON, limits);
  }

  /** Slow, and hardly ever ends an answer by itself. */
  static ServedModel.Spec babble(EngineConfig limits) {
    return new ServedModel.Spec("babble", BABBLE, limits);
  }

  /** A greedy request of one question. */
  static ObjectNode question(String model, String text) {
    ObjectNode body = Json.object().put("model", model).put("temperature", 0);
    body.putArray("messages").addObject().put("role", "user").put("content", text);
    return body;
  }

  static ObjectNode streamed(ObjectNode question) {
    ObjectNode body = question.deepCopy().put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    return body;
  }

  HttpResponse<String> chat(JsonNode body, String... headers) {
    return post("/v1/chat/completions", body.toString(), headers);
  }

  CompletableFuture<HttpResponse<String>> chatLater(JsonNode body) {
    return client.sendAsync(
        request("/v1/chat/completions", body.toString()), BodyHandlers.ofString());
  }

  /** The lines of an answer, as they come. */
  Iterator<String> chatLines(JsonNode body) {
    HttpRequest request = request("/v1/chat/completions", body.toString());
    return send(request, BodyHandlers.ofLines()).body().iterator();
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send(request(path, body, headers));
  }

  HttpResponse<String> send(String method, String path) {
    URI uri = service.uri().resolve(path);
    return send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build());
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(service.uri().resolve(path)).build());
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JSON events of a stream; whether it ended as it should is not looked at. */
  static List<JsonNode> events(HttpResponse<String> stream) {
    return stream
        .body()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> json(line.substring("data: ".length())))
        .toList();
  }

  Scrape scrape() {
    return Scrape.of(send(HttpRequest.newBuilder(service.metricsUri()).build()).body());
  }

  /** A scrape in which no request is on its way any more. */
  Scrape scrapeAtRest() {
    return await(scrape -> scrape.sum("llm_active_requests") == 0);
  }

  /** The first scrape of which something is true. */
  Scrape await(Predicate<Scrape> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Scrape scrape = scrape();
    while (!condition.test(scrape)) {
      assertThat(System.nanoTime()).as(scrape.text()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
      scrape = scrape();
    }
    return scrape;
  }

  @Override
  public void close() {
    service.close();
  }

  private HttpRequest request(String path, String body, String... headers) {
    URI uri = service.uri().resolve(path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.timeout(PATIENCE).build();
  }

  private HttpResponse<String> send(HttpRequest request) {
    return send(request, BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
