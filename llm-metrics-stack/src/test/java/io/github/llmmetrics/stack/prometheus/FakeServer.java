package io.github.llmmetrics.stack.prometheus;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An HTTP server that answers every request in the same way, and keeps what it was asked. */
public final class FakeServer implements AutoCloseable {

  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private FakeServer(HttpServer server) {
    this.server = server;
  }

  /** One that answers with a status, headers and a body. */
  public static FakeServer answering(int status, Map<String, String> headers, String body)
      throws IOException {
    FakeServer fake = create();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    fake.server.createContext("/", exchange -> {
      fake.questions.add(exchange.getRequestURI().toString());
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      fake.authorizations.add(String.valueOf(authorization));
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    });
    fake.server.start();
    return fake;
  }

  /** One that answers with 200 and a body. */
  public static FakeServer answering(String body) throws IOException {
    return answering(200, Map.of(), body);
  }

  /** One that sends half of its answer and no more until it is closed. */
  public static FakeServer stuck() throws IOException {
    FakeServer fake = create();
    fake.server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("{".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      try {
        fake.closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    });
    fake.server.start();
    return fake;
  }

  private static FakeServer create() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new FakeServer(HttpServer.create(address, 0));
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** The paths and queries of all requests. */
  public List<String> questions() {
    return questions;
  }

  /** The Authorization headers of all requests. */
  public List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
