package io.github.llmmetrics.stack.engine;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A server of engines' expositions, each at a path of its own, and what a Prometheus needs to scrape them. */
final class Expositions implements AutoCloseable {

  private final HttpServer server;
  private final List<String> jobs = new ArrayList<>();

  Expositions() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  /** A sample of the resources, by its file's name without the ending. */
  static String sample(String name) {
    String file = "/engines/" + name + ".txt";
    try (InputStream in = Expositions.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A target, scraped each second by a job of its own, so that it may have the instance that another has, too. */
  Expositions serving(String job, String instance, Supplier<String> exposition) {
    return serving(job, Map.of("instance", instance), exposition);
  }

  /** A target with labels. */
  Expositions serving(String job, Map<String, String> labels, Supplier<String> exposition) {
    server.createContext("/" + job, exchange -> {
      byte[] body = exposition.get().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    });
    jobs.add("""
          - job_name: %s
            metrics_path: /%s
            static_configs:
              - targets: ["127.0.0.1:%d"]
                labels: {%s}
        """.formatted(
            job,
            job,
            server.getAddress().getPort(),
            labels.entrySet().stream()
                .map(label -> label.getKey() + ": \"" + label.getValue() + "\"")
                .collect(Collectors.joining(", "))));
    return this;
  }

  /** A configuration that scrapes all targets and reads all rules of the folder {@code rules}. */
  String configuration() {
    return """
        global:
          scrape_interval: 1s
          evaluation_interval: 1s
        rule_files: ["rules/*.yml"]
        scrape_configs:
        """ + String.join("", jobs);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
