package io.github.llmmetrics.examples.drill;

import io.github.llmmetrics.catalogue.ApplicationMetrics;
import io.github.llmmetrics.catalogue.MetricDefinition;
import io.github.llmmetrics.catalogue.SystemMetrics;
import java.util.List;

/** The metrics that the chat service has no data of; queries of any other must have some. */
final class WithoutData {

  /** Processes on GPUs are off by default, and the service wraps no stream. */
  private static final List<MetricDefinition> METRICS =
      List.of(SystemMetrics.GPU_PROCESS_MEMORY, ApplicationMetrics.BACKPRESSURE);

  private WithoutData() {}

  /** Whether a query, or what is said of it, is about one of them. */
  static boolean isIn(String text) {
    return METRICS.stream().anyMatch(metric -> text.contains(metric.name()));
  }
}
