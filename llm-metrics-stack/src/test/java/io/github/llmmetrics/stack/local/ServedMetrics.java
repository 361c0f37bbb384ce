package io.github.llmmetrics.stack.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A service that exposes the same at each scrape. */
public final class ServedMetrics implements AutoCloseable {

  private static final String PAGE = """
      # TYPE llm_queue_depth gauge
      llm_queue_depth{model="llama"} 7
      """;

  private final HttpServer server;

  private ServedMetrics(HttpServer server) {
    this.server = server;
  }

  /** Serves one metric of ours on a free port. */
  public static ServedMetrics start() throws IOException {
    return start(PAGE);
  }

  /** Serves an exposition on a free port. */
  public static ServedMetrics start(String exposition) throws IOException {
    byte[] page = exposition.getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/metrics", exchange -> answer(exchange, page));
    server.start();
    return new ServedMetrics(server);
  }

  private static void answer(HttpExchange exchange, byte[] page) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
