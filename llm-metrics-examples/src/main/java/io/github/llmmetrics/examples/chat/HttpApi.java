package io.github.llmmetrics.examples.chat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;

/** An HTTP server with one handler for each path and method. Thread-safe once it is started. */
final class HttpApi implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(HttpApi.class.getName());
  private static final int BACKLOG = 256;

  private final HttpServer server;
  private final ExecutorService threads = Threads.perTask("http");

  private HttpApi(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
  }

  /** Binds a port; {@link #start()} begins to serve. */
  static HttpApi bind(String host, int port) throws IOException {
    return new HttpApi(HttpServer.create(new InetSocketAddress(host, port), BACKLOG));
  }

  /** Answers one method of one path. */
  HttpApi route(String method, String path, Handler handler) {
    return route(path, exchange -> {
      check(exchange, method, path);
      handler.handle(exchange);
    });
  }

  /** Answers all methods of all paths that begin so. */
  HttpApi route(String prefix, Handler handler) {
    server.createContext(prefix, exchange -> {
      try (exchange) {
        serve(exchange, handler);
      }
    });
    return this;
  }

  HttpApi start() {
    server.start();
    return this;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private static void serve(HttpExchange exchange, Handler handler) throws IOException {
    try {
      handler.handle(exchange);
    } catch (ApiException e) {
      Http.send(exchange, e);
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, "a handler failed", e);
      Http.send(exchange, ApiException.internal());
    }
  }

  /** The JDK's server takes a path for all that begin with it. */
  private static void check(HttpExchange exchange, String method, String path) {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      throw ApiException.notFound();
    }
    if (!exchange.getRequestMethod().equals(method)) {
      throw wrongMethod(exchange, method);
    }
  }

  /** The answer to a method that a path does not have. */
  static ApiException wrongMethod(HttpExchange exchange, String allowed) {
    exchange.getResponseHeaders().set("Allow", allowed);
    return ApiException.invalid(405, "method_not_allowed", "use " + allowed);
  }

  /** Answers a request. */
  @FunctionalInterface
  interface Handler {

    /** Sends an answer, or throws an {@link ApiException} to send that; an IOException says that the client is gone. */
    void handle(HttpExchange exchange) throws IOException;
  }
}
