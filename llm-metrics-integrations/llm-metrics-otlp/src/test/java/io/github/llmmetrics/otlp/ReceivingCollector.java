package io.github.llmmetrics.otlp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A Collector's OTLP receiver for HTTP: decodes what it is sent, and answers as a test says. Thread-safe. */
final class ReceivingCollector implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile boolean hanging;

  private ReceivingCollector(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  static ReceivingCollector start() throws IOException {
    return new ReceivingCollector(0);
  }

  static ReceivingCollector start(int port) throws IOException {
    return new ReceivingCollector(port);
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI endpoint() {
    return URI.create("http://localhost:" + port());
  }

  void answers(int newStatus) {
    this.status = newStatus;
  }

  /** Takes what comes, and answers when it is closed. */
  void hangs() {
    hanging = true;
  }

  List<Received> received() {
    return received;
  }

  Received last() {
    if (received.isEmpty()) {
      throw new AssertionError("nothing was received");
    }
    return received.get(received.size() - 1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
      received.add(new Received(
          exchange.getRequestURI().getPath(),
          exchange.getRequestHeaders(),
          ExportMetricsServiceRequest.parseFrom(body)));
      if (hanging) {
        released.await();
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** One push. */
  record Received(String path, Headers headers, ExportMetricsServiceRequest body) {

    ResourceMetrics resourceMetrics() {
      List<ResourceMetrics> all = body.getResourceMetricsList();
      if (all.size() != 1 || all.get(0).getScopeMetricsCount() != 1) {
        throw new AssertionError("more than one resource or scope: " + all);
      }
      return all.get(0);
    }

    List<Metric> metrics() {
      return resourceMetrics().getScopeMetrics(0).getMetricsList();
    }
  }
}
