package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** client_java's own metrics, by its defaults (classic and native buckets at once) or with classic buckets only. */
final class ClientJava implements Backend {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final boolean classicOnly;

  ClientJava(boolean classicOnly) {
    this.classicOnly = classicOnly;
  }

  private Histogram histogram(MetricDefinition metric) {
    Histogram.Builder builder = Histogram.builder()
        .name(metric.name())
        .help(metric.description())
        .labelNames(metric.labelNames().toArray(String[]::new))
        .classicUpperBounds(
            metric.buckets().stream().mapToDouble(Double::doubleValue).toArray());
    if (classicOnly) {
      builder.classicOnly();
    }
    return builder.register(registry);
  }

  private Distribution distribution(MetricDefinition metric, double perUnit) {
    Histogram histogram = histogram(metric);
    return new Distribution() {
      @Override
      public void observe(long amount, String... labelValues) {
        histogram.labelValues(labelValues).observe(amount / perUnit);
      }

      @Override
      public Observer series(String... labelValues) {
        DistributionDataPoint point = histogram.labelValues(labelValues);
        return amount -> point.observe(amount / perUnit);
      }
    };
  }

  @Override
  public Distribution durations(MetricDefinition metric) {
    return distribution(metric, NANOS_PER_SECOND);
  }

  @Override
  public Distribution lengths(MetricDefinition metric) {
    return distribution(metric, 1);
  }

  @Override
  public Count counter(MetricDefinition metric) {
    Counter counter = Counter.builder()
        .name(metric.name())
        .help(metric.description())
        .labelNames(metric.labelNames().toArray(String[]::new))
        .register(registry);
    return new Count() {
      @Override
      public void add(long amount, String... labelValues) {
        counter.labelValues(labelValues).inc(amount);
      }

      @Override
      public Adder series(String... labelValues) {
        CounterDataPoint point = counter.labelValues(labelValues);
        return point::inc;
      }
    };
  }

  @Override
  public Count upDown(MetricDefinition metric) {
    Gauge gauge = Gauge.builder()
        .name(metric.name())
        .help(metric.description())
        .labelNames(metric.labelNames().toArray(String[]::new))
        .register(registry);
    return new Count() {
      @Override
      public void add(long amount, String... labelValues) {
        gauge.labelValues(labelValues).inc((double) amount);
      }

      @Override
      public Adder series(String... labelValues) {
        GaugeDataPoint point = gauge.labelValues(labelValues);
        return amount -> point.inc((double) amount);
      }
    };
  }

  @Override
  public int scrape() {
    return registry.scrape().size();
  }
}
