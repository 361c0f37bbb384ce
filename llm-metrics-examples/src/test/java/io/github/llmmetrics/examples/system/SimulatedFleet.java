package io.github.llmmetrics.examples.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.llmmetrics.Chunk;
import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.MetricsMiddleware;
import io.github.llmmetrics.RequestStream;
import io.github.llmmetrics.Status;
import io.github.llmmetrics.Usage;
import io.github.llmmetrics.catalogue.LabelDefinitions;
import io.github.llmmetrics.cost.PriceTable;
import io.github.llmmetrics.stack.estimate.Instance;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many services in one process, each with a registry of its own and at a path of its own. Each does some work whenever it is
 * scraped, so that its samples change as those of a busy one do.
 */
final class SimulatedFleet implements AutoCloseable {

  static final List<String> MODELS = List.of("llama-3-8b", "qwen-2.5-7b");
  static final List<String> CUSTOMERS =
      IntStream.range(0, 50).mapToObj(i -> "customer-" + i).toList();

  /** What each service is, as the estimate is told. */
  static final Instance ESTIMATED = new Instance(Map.of(
      LabelDefinitions.MODEL, MODELS.size(),
      LabelDefinitions.CUSTOMER_ID, CUSTOMERS.size(),
      LabelDefinitions.EVALUATOR, 1,
      LabelDefinitions.SEGMENT, 1,
      LabelDefinitions.REFUSAL_REASON, 3,
      LabelDefinitions.SAFETY_CATEGORY, 3));

  private static final String EVALUATOR = "judge";
  private static final String SEGMENT = "free";
  private static final List<String> REASONS = List.of("privacy", "security", "conduct");
  private static final String PRICES = """
      model,valid_from,prompt,cached_prompt,completion
      llama-3-8b,2026-01-01,0.2,0.1,0.4
      qwen-2.5-7b,2026-01-01,0.2,0.1,0.4
      """;

  private final List<Service> services;
  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(2);

  SimulatedFleet(int instances) throws IOException {
    services = IntStream.range(0, instances).mapToObj(i -> new Service()).toList();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    for (int i = 0; i < instances; i++) {
      server.createContext(path(i), services.get(i)::answer);
    }
    server.setExecutor(workers);
    server.start();
  }

  private static String path(int instance) {
    return "/instances/" + instance + "/metrics";
  }

  /** A Prometheus configuration that scrapes all of them. */
  String prometheusConfiguration(int intervalSeconds) {
    String address = "127.0.0.1:" + server.getAddress().getPort();
    return """
        global:
          scrape_interval: %ds
        scrape_configs:
          - job_name: llm
            static_configs:
        """.formatted(intervalSeconds)
        + IntStream.range(0, services.size())
            .mapToObj(i -> """
                      - targets: ["%s"]
                        labels: {__metrics_path__: "%s", replica: "%d"}
                """.formatted(address, path(i), i))
            .collect(Collectors.joining());
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    services.forEach(service -> service.metrics.close());
  }

  /** One of them. */
  private static final class Service {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final LlmMetrics metrics = LlmMetrics.builder()
        .registry(registry)
        .models(MODELS.toArray(String[]::new))
        .customers(CUSTOMERS.toArray(String[]::new))
        .prices(PriceTable.parse(PRICES))
        .build();
    private int scrapes;

    private synchronized void answer(HttpExchange exchange) throws IOException {
      work();
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody())) {
        PrometheusTextFormatWriter.builder().build().write(out, registry.scrape());
      }
    }

    private void work() {
      scrapes++;
      for (String model : MODELS) {
        requests(model);
        engine(model);
        REASONS.forEach(reason -> {
          metrics.quality(model).refusal(reason);
          metrics.quality(model).safetyTrigger(reason);
        });
        metrics.quality(model).score(EVALUATOR, 0.5 + scrapes % 5 / 10.0);
        metrics.quality(model).userSatisfaction(SEGMENT, 0.5 + scrapes % 5 / 10.0);
      }
    }

    /** One that ends in each way, for each customer in turn. */
    private void requests(String model) {
      MetricsMiddleware middleware = metrics.middleware();
      int turn = scrapes;
      for (Status status : Status.values()) {
        String customer = CUSTOMERS.get(turn++ % CUSTOMERS.size());
        middleware.run(model, customer, request -> {
          request.scheduled();
          RequestStream<Integer> stream = request.stream(token -> Chunk.CONTENT);
          IntStream.range(0, 20).forEach(token -> {
            stream.resume();
            stream.next(token);
            stream.pause();
          });
          request.finish(Usage.of(100 + scrapes, 20), status);
        });
      }
    }

    private void engine(String model) {
      metrics.engine(model).setQueueDepth(scrapes % 7);
      metrics.engine(model).setRunningRequests(scrapes % 11);
      metrics.engine(model).setOldestWaitingSeconds(scrapes % 3);
      metrics.engine(model).setKvCacheUsagePercent(scrapes % 100);
      metrics.engine(model).addPrefixCache(100, 50);
      metrics.engine(model).addPreemptions(1);
      metrics.engine(model).recordBatchSize(1 + scrapes % 8);
    }
  }
}
