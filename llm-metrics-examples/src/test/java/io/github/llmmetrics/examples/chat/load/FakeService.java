package io.github.llmmetrics.examples.chat.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A chat service without a model, that remembers what came. To {@code ignore_eos} it talks until nobody listens, and
 * while its gate is shut it answers nobody.
 */
final class FakeService implements AutoCloseable {

  private static final String PIECE = """
      data: {"id": "chatcmpl-7", "choices": [{"delta": {"content": "kluge "}}]}

      """;
  private static final String END = """
      data: {"id": "chatcmpl-7", "choices": [{"delta": {}, "finish_reason": "stop"}]}

      data: {"id": "chatcmpl-7", "choices": [], "usage": {"completion_tokens": 3}}

      data: [DONE]

      """;
  private static final String OBJECT = """
      {"id": "chatcmpl-8", "choices": [{"message": {"content": "kluge"}, "finish_reason": "stop"}]}
      """;

  final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  final List<JsonNode> ratings = new CopyOnWriteArrayList<>();
  final Semaphore hangUps = new Semaphore(0);
  final AtomicInteger scrapes = new AtomicInteger();
  volatile String metrics = "";
  volatile CountDownLatch gate = new CountDownLatch(0);

  private final ObjectMapper json = new ObjectMapper();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Senders.daemons("fake-service-"));
  private final HttpServer server;

  FakeService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::chat);
    server.createContext("/v1/feedback", this::feedback);
    server.createContext("/metrics", this::metrics);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  URI metricsUri() {
    return uri().resolve("/metrics");
  }

  int mostInFlight() {
    return mostInFlight.get();
  }

  @Override
  public void close() {
    gate.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void chat(HttpExchange exchange) throws IOException {
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    JsonNode request = json.readTree(exchange.getRequestBody());
    requests.add(request);
    try {
      gate.await();
      answer(exchange, request);
    } catch (IOException e) {
      hangUps.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      inFlight.decrementAndGet();
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, JsonNode request) throws IOException {
    if (request.path("model").asText().equals("no-such-model")) {
      exchange.sendResponseHeaders(404, -1);
    } else if (request.path("messages").isEmpty()) {
      exchange.sendResponseHeaders(400, -1);
    } else if (request.path("stream").asBoolean()) {
      stream(exchange, request.path("ignore_eos").asBoolean());
    } else {
      send(exchange, "application/json", OBJECT);
    }
  }

  private static void stream(HttpExchange exchange, boolean endless) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    for (int i = 0; i < 3 || endless; i++) {
      body.write(PIECE.getBytes(UTF_8));
      body.flush();
    }
    body.write(END.getBytes(UTF_8));
    body.flush();
  }

  private void feedback(HttpExchange exchange) throws IOException {
    try (exchange) {
      ratings.add(json.readTree(exchange.getRequestBody()));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private void metrics(HttpExchange exchange) throws IOException {
    try (exchange) {
      scrapes.incrementAndGet();
      send(exchange, "text/plain; version=0.0.4", metrics + "\n");
    }
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
