package io.github.llmmetrics.benchmarks.peers;

import io.github.llmmetrics.catalogue.MetricDefinition;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.incubator.metrics.BoundDoubleHistogram;
import io.opentelemetry.api.incubator.metrics.BoundLongCounter;
import io.opentelemetry.api.incubator.metrics.BoundLongUpDownCounter;
import io.opentelemetry.api.incubator.metrics.ExtendedDoubleHistogram;
import io.opentelemetry.api.incubator.metrics.ExtendedLongCounter;
import io.opentelemetry.api.incubator.metrics.ExtendedLongUpDownCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;

/**
 * The OpenTelemetry SDK with cumulative explicit buckets. A series is either the instrument with its attributes, made
 * once, or what the incubator's {@code bind} returns.
 */
final class OpenTelemetry implements Backend {

  private static final int NO_LIMIT = 1_000_000;

  private final HeldReader reader = new HeldReader();
  private final Meter meter;
  private final boolean bound;

  OpenTelemetry(boolean bound) {
    this.bound = bound;
    SdkMeterProvider provider = SdkMeterProvider.builder()
        .registerMetricReader(reader)
        .registerView(
            InstrumentSelector.builder().setName("*").build(),
            View.builder().setCardinalityLimit(NO_LIMIT).build())
        .build();
    this.meter = provider.get("benchmark");
  }

  private static Attributes attributes(MetricDefinition metric, String[] labelValues) {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = 0; i < labelValues.length; i++) {
      attributes.put(metric.labels().get(i).name(), labelValues[i]);
    }
    return attributes.build();
  }

  private Distribution distribution(MetricDefinition metric, double perUnit) {
    DoubleHistogram histogram = meter
        .histogramBuilder(metric.name())
        .setExplicitBucketBoundariesAdvice(metric.buckets())
        .build();
    return new Distribution() {
      @Override
      public void observe(long amount, String... labelValues) {
        histogram.record(amount / perUnit, attributes(metric, labelValues));
      }

      @Override
      public Observer series(String... labelValues) {
        Attributes attributes = attributes(metric, labelValues);
        if (bound) {
          BoundDoubleHistogram series = ((ExtendedDoubleHistogram) histogram).bind(attributes);
          return amount -> series.record(amount / perUnit);
        }
        return amount -> histogram.record(amount / perUnit, attributes);
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
    LongCounter counter = meter.counterBuilder(metric.name()).build();
    return new Count() {
      @Override
      public void add(long amount, String... labelValues) {
        counter.add(amount, attributes(metric, labelValues));
      }

      @Override
      public Adder series(String... labelValues) {
        Attributes attributes = attributes(metric, labelValues);
        if (bound) {
          BoundLongCounter series = ((ExtendedLongCounter) counter).bind(attributes);
          return series::add;
        }
        return amount -> counter.add(amount, attributes);
      }
    };
  }

  @Override
  public Count upDown(MetricDefinition metric) {
    LongUpDownCounter counter = meter.upDownCounterBuilder(metric.name()).build();
    return new Count() {
      @Override
      public void add(long amount, String... labelValues) {
        counter.add(amount, attributes(metric, labelValues));
      }

      @Override
      public Adder series(String... labelValues) {
        Attributes attributes = attributes(metric, labelValues);
        if (bound) {
          BoundLongUpDownCounter series = ((ExtendedLongUpDownCounter) counter).bind(attributes);
          return series::add;
        }
        return amount -> counter.add(amount, attributes);
      }
    };
  }

  @Override
  public int scrape() {
    return reader.collect();
  }
}
