package io.github.llmmetrics.otlp;

import io.github.llmmetrics.internal.ThrottledLogger;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One push: reads the registry and sends what it says. Whatever fails is logged, at most once a minute, and no more: the
 * next push says all again, as everything that counts is cumulative.
 */
record Push(
    PrometheusRegistry registry,
    Resource resource,
    MetricExporter exporter,
    Duration timeout,
    InstantSource clock,
    ThrottledLogger log)
    implements Runnable {

  // Throwable on purpose: a collector of the host's that throws, in the registry, costs this push
  // and
  // not the thread.
  @SuppressWarnings("CatchThrowable")
  @Override
  public void run() {
    try {
      send();
    } catch (Throwable t) {
      log.warn("metrics were not pushed", t);
    }
  }

  private void send() {
    long now = TimeUnit.MILLISECONDS.toNanos(clock.millis());
    List<MetricData> metrics = new SnapshotConversion(resource, now).convert(registry.scrape());
    CompletableResultCode result =
        exporter.export(metrics).join(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (!result.isDone()) {
      log.warn("metrics were not pushed: no answer within " + timeout, null);
    } else if (!result.isSuccess()) {
      // An answer's status is in the exporter's own line only; its exception for it is internal.
      log.warn(
          "metrics were not pushed: the OpenTelemetry exporter's line says why",
          result.getFailureThrowable());
    }
  }
}
