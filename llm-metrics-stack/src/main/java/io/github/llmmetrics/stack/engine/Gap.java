package io.github.llmmetrics.stack.engine;

import static java.util.function.Predicate.not;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.Dimension;
import io.github.llmmetrics.catalogue.MetricCatalogue;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.ModelMetrics;
import io.github.llmmetrics.catalogue.SelfMetrics;
import io.github.llmmetrics.catalogue.SystemMetrics;
import java.util.Arrays;
import java.util.List;

/**
 * Metrics of the catalogue that an engine cannot feed.
 *
 * @param metrics one or more
 * @param reason why not
 */
record Gap(List<MetricDefinition> metrics, String reason) {

  private static final List<MetricDefinition> OWN_HEALTH = List.of(
      SelfMetrics.METRICS_DROPPED,
      SelfMetrics.METRICS_REPAIRED,
      SelfMetrics.CALLBACK_FAILURES,
      SelfMetrics.LOG_LINES_HELD_BACK,
      SelfMetrics.BUILD_INFO,
      SelfMetrics.METRICS_OVERFLOW,
      SelfMetrics.METRICS_SERIES,
      SelfMetrics.METRICS_SERIES_LIMIT);

  /** The health of the library, which such a target does not run. */
  static final Gap LIBRARY = new Gap(OWN_HEALTH, "the library's own health");

  /** What is seen where a stream is consumed. */
  static final Gap STREAMS = of(
      "seen where a stream is consumed, by the library's wrappers",
      ApplicationMetrics.FIRST_VISIBLE_TOKEN,
      ApplicationMetrics.BACKPRESSURE,
      ApplicationMetrics.USAGE_ESTIMATED);

  /** Who asked, what it cost, whether they liked it. */
  static final Gap BUSINESS =
      of(Dimension.BUSINESS, "an engine knows neither customers, prices nor opinions");

  /** What was said. */
  static final Gap CONTENT = of(
      "an engine does not judge what it writes",
      ModelMetrics.REFUSALS,
      ModelMetrics.SAFETY_TRIGGERS,
      ModelMetrics.QUALITY_SCORE,
      ModelMetrics.QUALITY_SCORES);

  /** The hardware. */
  static final Gap MACHINE = of(
      Dimension.SYSTEM,
      "an engine does not watch its machine: scrape dcgm-exporter and node_exporter");

  /** How the library asks the GPUs. */
  static final Gap POLLER = of(
      "how the library asks the GPUs",
      SystemMetrics.GPU_POLL_DURATION,
      SystemMetrics.GPU_POLL_ERRORS,
      SystemMetrics.GPU_LAST_POLL);

  /** What is around the GPUs. */
  static final Gap HOST = of(
      "knows GPUs only: scrape node_exporter",
      SystemMetrics.CPU_USAGE,
      SystemMetrics.MEMORY_TOTAL,
      SystemMetrics.MEMORY_AVAILABLE,
      SystemMetrics.NETWORK_RECEIVE,
      SystemMetrics.NETWORK_TRANSMIT);

  /** The GPUs. */
  static final Gap GPUS = new Gap(
      MetricCatalogue.all().stream()
          .filter(metric -> metric.dimension() == Dimension.SYSTEM)
          .filter(not(HOST.metrics()::contains))
          .toList(),
      "knows no GPUs: scrape dcgm-exporter");

  /** Everything about requests. */
  static final List<Gap> SERVICE = List.of(
      of(Dimension.APPLICATION, "an exporter of the machine knows no requests"),
      of(Dimension.MODEL, "an exporter of the machine knows no models"),
      of(Dimension.BUSINESS, "an exporter of the machine knows no customers"),
      LIBRARY);

  Gap {
    metrics = List.copyOf(metrics);
  }

  static Gap of(String reason, MetricDefinition... metrics) {
    return new Gap(Arrays.asList(metrics), reason);
  }

  private static Gap of(Dimension dimension, String reason) {
    return new Gap(
        MetricCatalogue.all().stream()
            .filter(metric -> metric.dimension() == dimension)
            .filter(not(OWN_HEALTH::contains))
            .toList(),
        reason);
  }
}
