package io.github.llmmetrics.stack.collector;

import io.github.llmmetrics.stack.format.Tree;
import io.github.llmmetrics.stack.promql.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Our Collector: OTLP in, Prometheus and a trace store out. Thread-safe. */
public final class CollectorPipelines {

  /** Where Prometheus scrapes what was pushed. */
  public static final int METRICS_PORT = 8889;

  /** Where OTLP over gRPC is taken in. */
  public static final int OTLP_GRPC_PORT = 4317;

  /** Where OTLP over HTTP is taken in. */
  public static final int OTLP_HTTP_PORT = 4318;

  /** Where it says whether it is well. */
  public static final int HEALTH_PORT = 13133;

  /** The Prometheus job of what it says about itself. */
  public static final String JOB = "otel-collector";

  private static final int OWN_METRICS_PORT = 8888;
  private static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);

  private static final Component OWN_METRICS = new Component(
      Role.RECEIVER,
      "prometheus",
      Tree.of(
          "config",
          Tree.of(
              "scrape_configs",
              List.of(Tree.of("job_name", JOB)
                  .with("scrape_interval", Durations.text(SCRAPE_INTERVAL))
                  .with(
                      "static_configs",
                      List.of(Tree.of("targets", List.of("localhost:" + OWN_METRICS_PORT))))))));

  /** First of all processors: what it refuses has cost nothing yet. */
  private static final Component MEMORY_LIMITER = new Component(
      Role.PROCESSOR,
      "memory_limiter",
      Tree.of("check_interval", Durations.text(Duration.ofSeconds(1))).with("limit_mib", 1000));

  /** Last of all processors: what leaves together is made together. */
  private static final Component BATCH = new Component(
      Role.PROCESSOR,
      "batch",
      Tree.of("timeout", Durations.text(Duration.ofSeconds(10))).with("send_batch_size", 1000));

  private static final Component DEBUG =
      new Component(Role.EXPORTER, "debug", Tree.of("verbosity", "basic"));

  private CollectorPipelines() {}

  /**
   * The configuration.
   *
   * @param settings of the team
   * @return a whole configuration
   */
  public static CollectorConfiguration of(CollectorSettings settings) {
    List<Pipeline> pipelines = new ArrayList<>();
    if (settings.isTracing()) {
      pipelines.add(new Pipeline(
          "traces",
          List.of(
              otlp(settings),
              MEMORY_LIMITER,
              environment(settings),
              BATCH,
              traceStore(settings),
              DEBUG)));
    }
    if (settings.isMetering()) {
      pipelines.add(new Pipeline(
          "metrics",
          List.of(
              otlp(settings),
              OWN_METRICS,
              MEMORY_LIMITER,
              environment(settings),
              BATCH,
              prometheus(settings),
              DEBUG)));
    }
    return new CollectorConfiguration(List.of(health(settings)), pipelines, OWN_METRICS_PORT);
  }

  /**
   * The configuration file.
   *
   * @param settings of the team
   * @return one text by its file name
   */
  public static Map<String, String> files(CollectorSettings settings) {
    return Map.of("collector.yml", of(settings).text());
  }

  private static Component otlp(CollectorSettings settings) {
    return new Component(
        Role.RECEIVER,
        "otlp",
        Tree.of(
            "protocols",
            Tree.of("grpc", endpoint(settings, OTLP_GRPC_PORT))
                .with("http", endpoint(settings, OTLP_HTTP_PORT))));
  }

  /** A service that says its environment itself knows better. */
  private static Component environment(CollectorSettings settings) {
    return new Component(
        Role.PROCESSOR,
        "attributes",
        Tree.of(
            "actions",
            List.of(Tree.of("key", "environment")
                .with("value", settings.environment())
                .with("action", "insert"))));
  }

  private static Component traceStore(CollectorSettings settings) {
    return new Component(
        Role.EXPORTER,
        "otlp_grpc",
        Tree.of("endpoint", settings.traceStore()).with("tls", Tree.of("insecure", true)));
  }

  private static Component prometheus(CollectorSettings settings) {
    return new Component(Role.EXPORTER, "prometheus", endpoint(settings, METRICS_PORT));
  }

  private static Component health(CollectorSettings settings) {
    return new Component(Role.EXTENSION, "health_check", endpoint(settings, HEALTH_PORT));
  }

  private static Tree endpoint(CollectorSettings settings, int port) {
    return Tree.of("endpoint", settings.listen() + ":" + port);
  }
}
