package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.LlmMetrics;
import io.github.llmmetrics.MetricsMiddleware;
import io.github.llmmetrics.RequestMetrics;
import io.github.llmmetrics.Status;
import io.github.llmmetrics.WithClock;
import io.github.llmmetrics.instrument.HistogramForm;
import io.github.llmmetrics.internal.NanoClock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;

/** This library, by its public API. */
final class Ours implements Service {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final MetricsMiddleware middleware;

  Ours(HistogramForm form, NanoClock clock) {
    // The clock runs fast, and each thread's for itself: no request is to look forgotten.
    middleware = WithClock.of(
            LlmMetrics.builder().registry(registry).histograms(form).ageLimit(Duration.ofDays(7)),
            clock)
        .build()
        .middleware();
  }

  @Override
  public Object begin(String id, String model, String customer) {
    return middleware.begin(model, customer);
  }

  @Override
  public void firstToken(Object request) {
    ((RequestMetrics) request).firstToken();
  }

  @Override
  public void token(Object request) {
    ((RequestMetrics) request).token();
  }

  @Override
  public void finish(Object request, long promptTokens, long completionTokens, Status status) {
    ((RequestMetrics) request).finish(promptTokens, completionTokens, status);
  }

  @Override
  public int scrape() {
    return snapshots().size();
  }

  @Override
  public MetricSnapshots snapshots() {
    return registry.scrape();
  }
}
