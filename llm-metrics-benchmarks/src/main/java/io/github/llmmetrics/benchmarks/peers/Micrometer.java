package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Micrometer on its Prometheus registry, with our buckets as service-level objectives. */
final class Micrometer implements Backend {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private static List<Tag> tags(MetricDefinition metric, String[] labelValues) {
    List<Tag> tags = new ArrayList<>(labelValues.length);
    for (int i = 0; i < labelValues.length; i++) {
      tags.add(Tag.of(metric.labels().get(i).name(), labelValues[i]));
    }
    return tags;
  }

  @Override
  public Distribution durations(MetricDefinition metric) {
    Duration[] bounds = metric.buckets().stream()
        .map(bound -> Duration.ofNanos(Math.round(bound * NANOS_PER_SECOND)))
        .toArray(Duration[]::new);
    return new Distribution() {
      private Timer timer(String[] labelValues) {
        return Timer.builder(metric.name())
            .tags(tags(metric, labelValues))
            .serviceLevelObjectives(bounds)
            .register(registry);
      }

      @Override
      public void observe(long nanos, String... labelValues) {
        timer(labelValues).record(nanos, TimeUnit.NANOSECONDS);
      }

      @Override
      public Observer series(String... labelValues) {
        Timer timer = timer(labelValues);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
      }
    };
  }

  @Override
  public Distribution lengths(MetricDefinition metric) {
    double[] bounds = metric.buckets().stream().mapToDouble(Double::doubleValue).toArray();
    return new Distribution() {
      private DistributionSummary summary(String[] labelValues) {
        return DistributionSummary.builder(metric.name())
            .tags(tags(metric, labelValues))
            .serviceLevelObjectives(bounds)
            .register(registry);
      }

      @Override
      public void observe(long length, String... labelValues) {
        summary(labelValues).record((double) length);
      }

      @Override
      public Observer series(String... labelValues) {
        DistributionSummary summary = summary(labelValues);
        return length -> summary.record((double) length);
      }
    };
  }

  @Override
  public Count counter(MetricDefinition metric) {
    return new Count() {
      private Counter counter(String[] labelValues) {
        return Counter.builder(metric.name()).tags(tags(metric, labelValues)).register(registry);
      }

      @Override
      public void add(long amount, String... labelValues) {
        counter(labelValues).increment((double) amount);
      }

      @Override
      public Adder series(String... labelValues) {
        Counter counter = counter(labelValues);
        return amount -> counter.increment((double) amount);
      }
    };
  }

  @Override
  public Count upDown(MetricDefinition metric) {
    Map<List<String>, AtomicLong> levels = new ConcurrentHashMap<>();
    return new Count() {
      private AtomicLong level(String[] labelValues) {
        return levels.computeIfAbsent(Arrays.asList(labelValues), key -> {
          AtomicLong level = new AtomicLong();
          Gauge.builder(metric.name(), level, AtomicLong::get)
              .tags(tags(metric, labelValues))
              .register(registry);
          return level;
        });
      }

      @Override
      public void add(long amount, String... labelValues) {
        level(labelValues).addAndGet(amount);
      }

      @Override
      public Adder series(String... labelValues) {
        AtomicLong level = level(labelValues);
        return level::addAndGet;
      }
    };
  }

  @Override
  public int scrape() {
    return registry.getPrometheusRegistry().scrape().size();
  }
}
